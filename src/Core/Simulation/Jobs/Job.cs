using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The unit that is scheduled: all subexperiments of one fragment for a run of queries, or a run of circuits. It knows nothing of
/// plans; its result carries its index, which is how results find their place whatever order they arrive in.
/// </summary>
public abstract class Job
{
    /// <summary>Creates a batch.</summary>
    /// <param name="index">Position among the batches of one run, from 0.</param>
    protected Job(int index)
    {
        Index = index;
    }

    /// <summary>Position among the batches of one run, from 0.</summary>
    public int Index { get; }

    /// <summary>Circuits run: physical variants with shots, state vectors in exact mode.</summary>
    public abstract long CircuitCount { get; }

    /// <summary>Shots spent; 0 in exact mode.</summary>
    public abstract long ShotCount { get; }

    /// <summary>Numbers in the result.</summary>
    public abstract int ResultLength { get; }

    /// <summary>The fragment that all its circuits belong to; null where it mixes several.</summary>
    public virtual int? Fragment => null;

    /// <summary>Qubits of the widest circuit, ancillas included; 0 where it is not known.</summary>
    public virtual int Width => 0;

    /// <summary>What its circuits have in common, or each of them; their cut ends are filled differently from variant to variant.</summary>
    public virtual IEnumerable<Circuit> Circuits => [];

    /// <summary>Its cost compared with that of other batches, in floating point operations: an estimate for schedulers.</summary>
    public virtual double Work => CircuitCount;

    /// <summary>The sum over its circuits of the largest variance that their sampled mean can have, 1/shots; 0 in exact mode.</summary>
    public virtual double VarianceBound => 0;

    /// <summary>What an external device must run for it; null for a job that only a simulator can do, such as one without shots.</summary>
    public virtual DeviceWork? DeviceWork => null;

    /// <summary>Returns one of several parts of the shots of every circuit, with random numbers of its own.</summary>
    /// <param name="index">The index of the part among the batches of its run.</param>
    /// <param name="share">Which part, from 0.</param>
    /// <param name="shareCount">Parts that hold at least the batch's shots together, at least 1.</param>
    /// <returns>The part; null where nothing is sampled.</returns>
    public virtual Job? Share(int index, int share, int shareCount) => null;

    /// <summary>Returns the same on a noisy device.</summary>
    /// <exception cref="BackendException">Nothing is sampled: a device cannot give exact values.</exception>
    public virtual Job On(DeviceNoise noise) =>
        throw new BackendException("a device cannot give exact values; give shots and derivatives by shifts");

    /// <summary>Returns the same, simulated gate by gate instead of by a lowered program; other roundings, so other last bits.</summary>
    public virtual Job GateByGate() => this;

    /// <summary>Checks that a result belongs to this job.</summary>
    /// <exception cref="BackendException">It names another batch, has another length, or holds a number that is not finite.</exception>
    public void Check(JobResult result)
    {
        if (result.Job != Index || result.Values.Length != ResultLength)
        {
            throw new BackendException(
                $"a result of {Counted.Of(result.Values.Length, "number")} for batch {result.Job} answers batch {Index}, which gives "
                + $"{ResultLength}; return what was submitted");
        }

        foreach (double value in result.Values)
        {
            if (!double.IsFinite(value))
            {
                throw new BackendException(
                    $"the result of batch {Index} holds a number that is not finite; return means or tensor entries");
            }
        }
    }

    /// <summary>Simulates the subexperiments. Pure: the same batch gives the same bits on any thread.</summary>
    public abstract JobResult Execute();
}
