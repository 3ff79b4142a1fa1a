using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Unit.RemoteWorkers;

/// <summary>
/// Answers a job with its bytes in reverse. A job of a single byte is told what to do: 1 waits until it is withdrawn, 2 fails, 3 is a
/// fault, 4 returns the plan "p", 5 waits for <see cref="Release"/>.
/// </summary>
internal sealed class ToyRunner : IJobRunner
{
    private int _count;

    public int Count => _count;

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<ReadOnlyMemory<byte>> Run(
        ReadOnlyMemory<byte> job, Func<string, CancellationToken, Task<ReadOnlyMemory<byte>>> fetch, CancellationToken cancel)
    {
        Interlocked.Increment(ref _count);
        byte[] bytes = job.ToArray();
        switch (bytes)
        {
            case [1]:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                break;
            case [2]:
                throw new BackendException("the job is damaged");
            case [3]:
                throw new InvalidOperationException("a\nfault");
            case [4]:
                return await fetch("p", cancel);
            case [5]:
                await Release.Task.WaitAsync(cancel);
                break;
        }

        Array.Reverse(bytes);
        return bytes;
    }
}
