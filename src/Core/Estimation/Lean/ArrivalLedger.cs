using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>Which of a run's results have arrived.</summary>
/// <param name="lengths">For each batch how many numbers its result has.</param>
internal sealed class ArrivalLedger(int[] lengths)
{
    private readonly bool[] _arrived = new bool[lengths.Length];

    /// <summary>Records a result that rests on all its shots; a run that cannot account for missing ones takes no other.</summary>
    public void RecordWhole(JobResult result)
    {
        if (result.Completeness < 1)
        {
            throw new ReconstructionException(
                $"the result of batch {result.Job} lacks shots, which only a lean query's values allow; set a deadline for these only");
        }

        Record(result);
    }

    public void Record(JobResult result)
    {
        int batch = result.Job;
        if (batch < 0 || batch >= _arrived.Length)
        {
            throw new ReconstructionException(
                $"a result names batch {batch} but the run has {_arrived.Length}; return each batch's own index");
        }

        if (_arrived[batch])
        {
            throw new ReconstructionException($"the result of batch {batch} arrived twice; fold each result in once");
        }

        if (result.Values.Length != lengths[batch])
        {
            throw new ReconstructionException(
                $"the result of batch {batch} has {Counted.Of(result.Values.Length, "number")} but the batch gives {lengths[batch]}; "
                + "return all it measured");
        }

        _arrived[batch] = true;
    }

    public void RequireAll()
    {
        int missing = _arrived.Count(a => !a);
        if (missing > 0)
        {
            int first = Array.IndexOf(_arrived, false);
            throw new ReconstructionException(
                $"{missing} of {_arrived.Length} results are still awaited, batch {first} the first; run every batch before completing");
        }
    }
}
