using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The part of a native image, which has none.</summary>
internal sealed class NoRemotePart : IRemotePart
{
    private static InputException Missing => new(
        "the native tool has no workers; use the console that runs on .NET: the package cutqnn.any, "
            + "or 'dotnet run -c Release --project experiments --'");

    public Task<IWorkChannel> ListenAsync(string settings, Action<string> notice, CancellationToken cancellationToken) => throw Missing;

    public Task WorkAsync(WorkerOffer offer, IJobRunner runner, Action<string> notice, CancellationToken cancellationToken) =>
        throw Missing;

    public IReadOnlyList<string> MakeCertificates(string folder) => throw Missing;
}
