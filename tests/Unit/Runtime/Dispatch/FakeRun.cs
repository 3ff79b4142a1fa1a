using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Runtime;

internal sealed class FakeRun(PassPurpose purpose, int batchCount, int failing = -1) : Pass
{
    public override PassPurpose Purpose => purpose;

    public override long QueryCount => 1;

    public bool Generated { get; private set; }

    public bool Completed { get; private set; }

    public List<int> Added { get; } = [];

    /// <summary>What folding takes, on the clock.</summary>
    public Action OnAdd { get; init; } = () => { };

    /// <summary>What executing a batch does, on its worker.</summary>
    public Action OnExecute { get; init; } = () => { };

    public override IReadOnlyList<Job> Generate()
    {
        Generated = true;
        return Enumerable.Range(0, batchCount).Select(i => new FakeSubexperiments(i, i == failing, OnExecute)).ToArray();
    }

    public override void Add(JobResult result)
    {
        Added.Add(result.Job);
        OnAdd();
    }

    public override void Complete() => Completed = true;

    private sealed class FakeSubexperiments(int index, bool fails, Action onExecute) : Job(index)
    {
        public override long CircuitCount => 2;

        public override long ShotCount => 1000;

        public override int ResultLength => 1;

        public override JobResult Execute()
        {
            onExecute();
            return fails ? throw new DivideByZeroException("Attempted to divide by zero.") : new(Index, [Index]);
        }
    }
}
