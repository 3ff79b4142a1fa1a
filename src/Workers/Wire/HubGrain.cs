using Orleans.Concurrency;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>The door of the board: the one grain that workers call.</summary>
[Reentrant]
internal sealed class HubGrain(JobBoard board) : Grain, IHub
{
    public Task<Welcome> Join(WorkerCard card) => Task.FromResult(board.Join(card));

    public Task<Handout> Exchange(Guid session, JobAnswer? answer)
    {
        if (answer is not null)
        {
            board.Answer(answer);
        }

        return board.Pull(session);
    }

    public Task<Renewal> Renew(Guid session, long[] held) => Task.FromResult(board.Renew(session, held));

    public Task<byte[]?> Plan(string digest) => Task.FromResult(board.Plan(digest));

    public Task Leave(Guid session)
    {
        board.Leave(session);
        return Task.CompletedTask;
    }
}
