namespace CutAwareQnn.Lowering;

/// <summary>Offsets of multi-indices in flat tensors, the last index fastest.</summary>
internal static class Strides
{
    public static int[] Of(IReadOnlyList<int> dimensions)
    {
        int[] strides = new int[dimensions.Count];
        int stride = 1;
        for (int i = dimensions.Count - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride = checked(stride * dimensions[i]);
        }

        return strides;
    }

    /// <summary>Returns the offset of every multi-index over the given axes, the last axis fastest.</summary>
    public static int[] Offsets(IEnumerable<(int Dimension, int Stride)> axes)
    {
        int[] offsets = [0];
        foreach ((int dimension, int stride) in axes)
        {
            offsets = offsets.SelectMany(o => Enumerable.Range(0, dimension).Select(i => o + (i * stride))).ToArray();
        }

        return offsets;
    }
}
