using CutAwareQnn.Circuits;

namespace CutAwareQnn.Estimation;

/// <summary>Which of a run's results have arrived.</summary>
internal sealed class ArrivalLedger(int expected)
{
    private readonly bool[] _arrived = new bool[expected];

    public void Record(int batch)
    {
        if (batch < 0 || batch >= _arrived.Length)
        {
            throw new ReconstructionException(
                $"a result names batch {batch} but the run has {_arrived.Length}; return each batch's own index");
        }

        if (_arrived[batch])
        {
            throw new ReconstructionException($"the result of batch {batch} arrived twice; fold each result in once");
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
