using Microsoft.Extensions.Hosting;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>Leaves signals to the program: the host's own lifetime would end it.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
