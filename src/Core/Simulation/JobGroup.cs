using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Small jobs that are handed over as one, because handing over costs more than they do. Result: the results of the jobs, one after the
/// other.
/// </summary>
public sealed class JobGroup : Job
{
    /// <summary>Groups jobs.</summary>
    /// <param name="index">Position among the groups of the run.</param>
    /// <param name="jobs">The jobs, at least one; they keep their own indices.</param>
    public JobGroup(int index, IReadOnlyList<Job> jobs)
        : base(index)
    {
        Jobs = jobs;
    }

    /// <summary>The jobs.</summary>
    public IReadOnlyList<Job> Jobs { get; }

    /// <inheritdoc/>
    public override long CircuitCount => Jobs.Sum(j => j.CircuitCount);

    /// <inheritdoc/>
    public override long ShotCount => Jobs.Sum(j => j.ShotCount);

    /// <inheritdoc/>
    public override int ResultLength => Jobs.Sum(j => j.ResultLength);

    /// <inheritdoc/>
    public override int? Fragment => Jobs.All(j => j.Fragment == Jobs[0].Fragment) ? Jobs[0].Fragment : null;

    /// <inheritdoc/>
    public override int Width => Jobs.Max(j => j.Width);

    /// <inheritdoc/>
    public override IEnumerable<Circuit> Circuits => Jobs.SelectMany(j => j.Circuits);

    /// <inheritdoc/>
    public override double Work => Jobs.Sum(j => j.Work);

    /// <inheritdoc/>
    public override double VarianceBound => Jobs.Sum(j => j.VarianceBound);

    /// <inheritdoc/>
    public override Job On(DeviceNoise noise) => new JobGroup(Index, [.. Jobs.Select(j => j.On(noise))]);

    /// <inheritdoc/>
    public override Job GateByGate() => new JobGroup(Index, [.. Jobs.Select(j => j.GateByGate())]);

    /// <inheritdoc/>
    public override JobResult Execute()
    {
        double[] values = new double[ResultLength];
        int next = 0;
        foreach (Job job in Jobs)
        {
            JobResult result = job.Execute();
            result.Values.CopyTo(values, next);
            next += result.Values.Length;
        }

        return new(Index, values);
    }

    /// <summary>Divides a group's result into those of its jobs.</summary>
    /// <param name="result">The result, of the group's length.</param>
    public IEnumerable<JobResult> Split(JobResult result)
    {
        int next = 0;
        foreach (Job job in Jobs)
        {
            int end = next + job.ResultLength;
            yield return new(job.Index, result.Values[next..end], result.Completeness);
            next = end;
        }
    }
}
