using System.Runtime.InteropServices;

namespace CutAwareQnn.Simulation;

/// <summary>
/// A simulator that looks tensors up before it computes them. The same bits: a query's tensor does not depend on its batch.
/// </summary>
internal sealed class CachedFragmentSimulator(
    FragmentSimulator simulator, TensorCache cache, int content) : FragmentSimulator(simulator.Fragment)
{
    /// <summary>What computes the tensors that are not there.</summary>
    public FragmentSimulator Inner => simulator;

    public override double OperationCount => simulator.OperationCount;

    public override FragmentSimulator GateByGate => simulator.GateByGate;

    public override void Evaluate(ReadOnlySpan<double> angles, int count, Span<double> tensors)
    {
        int slotCount = Fragment.Slots.Count;
        List<int> missing = [];
        Dictionary<int, int> repeats = [];
        for (int query = 0; query < count; query++)
        {
            ReadOnlySpan<double> own = angles.Slice(query * slotCount, slotCount);
            if (cache.TryGet(content, own, tensors.Slice(query * TensorLength, TensorLength)))
            {
                continue;
            }

            // The same angles twice in a batch, as where a fragment holds no features.
            int same = missing.Count > 0 && SameBits(own, angles.Slice(missing[^1] * slotCount, slotCount)) ? missing.Count - 1 : -1;
            if (same >= 0)
            {
                repeats.Add(query, missing[same]);
            }
            else
            {
                missing.Add(query);
            }
        }

        Compute(angles, missing, tensors);
        foreach ((int query, int like) in repeats)
        {
            tensors.Slice(like * TensorLength, TensorLength).CopyTo(tensors[(query * TensorLength)..]);
        }
    }

    public override void Backward(ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients) =>
        simulator.Backward(angles, count, environments, gradients);

    private static bool SameBits(ReadOnlySpan<double> left, ReadOnlySpan<double> right) =>
        MemoryMarshal.Cast<double, long>(left).SequenceEqual(MemoryMarshal.Cast<double, long>(right));

    private void Compute(ReadOnlySpan<double> angles, List<int> queries, Span<double> tensors)
    {
        if (queries.Count == 0)
        {
            return;
        }

        int slotCount = Fragment.Slots.Count;
        double[] gathered = new double[queries.Count * slotCount];
        double[] computed = new double[queries.Count * TensorLength];
        for (int i = 0; i < queries.Count; i++)
        {
            angles.Slice(queries[i] * slotCount, slotCount).CopyTo(gathered.AsSpan(i * slotCount));
        }

        simulator.Evaluate(gathered, queries.Count, computed);
        for (int i = 0; i < queries.Count; i++)
        {
            ReadOnlySpan<double> tensor = computed.AsSpan(i * TensorLength, TensorLength);
            tensor.CopyTo(tensors[(queries[i] * TensorLength)..]);
            cache.Add(content, gathered.AsSpan(i * slotCount, slotCount), tensor);
        }
    }
}
