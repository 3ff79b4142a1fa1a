namespace CutAwareQnn.Lowering;

/// <summary>Qubits in a state of their own, a factor of a product state.</summary>
/// <param name="Qubits">The circuit's qubits; the first is the least significant bit of an amplitude's index.</param>
/// <param name="Amplitudes">2^k amplitudes, without the normalisation.</param>
/// <param name="Weight">The factor of |amplitude|²: H and its like leave a power of ½ here and write sums only.</param>
internal sealed record QubitGroup(int[] Qubits, Amplitude[] Amplitudes, double Weight)
{
    /// <summary>Creates one qubit in |0⟩.</summary>
    public static QubitGroup Ground(ProgramBuilder builder, int qubit) => new([qubit], [builder.Unit, builder.Nothing], 1);

    /// <summary>Returns the joint state of two groups; this one's qubits come first.</summary>
    public QubitGroup Merge(ProgramBuilder builder, QubitGroup other) => new(
        [.. Qubits, .. other.Qubits],
        other.Amplitudes.SelectMany(high => Amplitudes.Select(low => builder.Multiply(low, high))).ToArray(),
        Weight * other.Weight);

    /// <summary>Returns the state after a matrix on some of its qubits.</summary>
    /// <param name="builder">Receives the steps.</param>
    /// <param name="matrix">2^k × 2^k entries row by row.</param>
    /// <param name="targets">k of the group's qubits; the first is the least significant bit.</param>
    public QubitGroup Apply(ProgramBuilder builder, Amplitude[] matrix, IReadOnlyList<int> targets)
    {
        int dimension = 1 << targets.Count;
        int[] offsets = Offsets(targets);
        var amplitudes = new Amplitude[Amplitudes.Length];
        for (int index = 0; index < Amplitudes.Length; index++)
        {
            if ((index & offsets[dimension - 1]) != 0)
            {
                continue;
            }

            for (int row = 0; row < dimension; row++)
            {
                Amplitude sum = builder.Nothing;
                for (int column = 0; column < dimension; column++)
                {
                    sum = builder.Add(sum, builder.Multiply(matrix[(row * dimension) + column], Amplitudes[index | offsets[column]]));
                }

                amplitudes[index | offsets[row]] = sum;
            }
        }

        return this with { Amplitudes = amplitudes };
    }

    // offsets[i] is the bits of an amplitude's index that spell i on the targets.
    private int[] Offsets(IReadOnlyList<int> targets)
    {
        int[] offsets = new int[1 << targets.Count];
        for (int i = 0; i < offsets.Length; i++)
        {
            for (int bit = 0; bit < targets.Count; bit++)
            {
                offsets[i] |= (i >> bit & 1) << Array.IndexOf(Qubits, targets[bit]);
            }
        }

        return offsets;
    }
}
