using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Runs a <see cref="PhaseProgram"/> on eight samples at a time, forwards and backwards, at weights that all samples share. Amplitude b of
/// sample j is entry <c>8 b + j</c>.
/// </summary>
/// <remarks>
/// With <c>ψ' = 2^(-m/2) e^(iφ) W ψ</c> for a column of m Hadamard gates (W unscaled) and <c>λ = ∂L/∂ψ*</c>, the derivative of L by the
/// phase φ_b is <c>-2 Im(λ_b* ψ'_b)</c>. The states after each column are kept, so that only λ runs backwards. The sums over samples are
/// kept per basis state and meet the weights once. The width is fixed, so every machine adds in the same order.
/// </remarks>
internal sealed class PhaseRun
{
    private readonly PhaseBinding _binding;

    // States: the start, then the state after each column.
    private readonly double[][] _re;
    private readonly double[][] _im;
    private readonly double[] _workRe;
    private readonly double[] _workIm;

    /// <summary>Reserves the memory of a run.</summary>
    /// <param name="binding">The phases, which several runs may share.</param>
    public PhaseRun(PhaseBinding binding)
    {
        _binding = binding;
        PhaseProgram program = binding.Program;
        int[] lengths = [SampleLanes.Count << program.Qubits.Length, .. program.Columns.Select(c => SampleLanes.Count << c.PositionCount)];
        _re = [.. lengths.Select(n => new double[n])];
        _im = [.. lengths.Select(n => new double[n])];
        int last = SampleLanes.Count << program.PositionCount;
        (_workRe, _workIm, AdjointReal, AdjointImaginary) = (new double[last], new double[last], new double[last], new double[last]);
    }

    /// <summary>Real parts of the first state, [basis state][sample]; set before <see cref="Forward"/>.</summary>
    public double[] StartReal => _re[0];

    /// <summary>Imaginary parts of the first state.</summary>
    public double[] StartImaginary => _im[0];

    /// <summary>Real parts of the final state.</summary>
    public double[] Real => _re[^1];

    /// <summary>Imaginary parts of the final state.</summary>
    public double[] Imaginary => _im[^1];

    /// <summary>Real parts of <c>∂L/∂ψ*</c> at the end; set before <see cref="Backward"/>, which uses them up.</summary>
    public double[] AdjointReal { get; }

    /// <summary>Imaginary parts of <c>∂L/∂ψ*</c> at the end.</summary>
    public double[] AdjointImaginary { get; }

    /// <summary>Runs the columns.</summary>
    public void Forward()
    {
        PhaseColumn[] columns = _binding.Program.Columns;
        for (int c = 0; c < columns.Length; c++)
        {
            PhaseColumn column = columns[c];
            int before = column.PositionCount - column.ReceivedCount;
            SampleWalsh.Apply(_re[c], _workRe, before, column.WalshMask);
            SampleWalsh.Apply(_im[c], _workIm, before, column.WalshMask);
            for (int positionCount = before; positionCount < column.PositionCount; positionCount++)
            {
                int length = SampleLanes.Count << positionCount;
                _workRe.AsSpan(0, length).CopyTo(_workRe.AsSpan(length));
                _workIm.AsSpan(0, length).CopyTo(_workIm.AsSpan(length));
            }

            Turn(_workRe, _workIm, _re[c + 1], _im[c + 1], _binding.Cosines[c], _binding.Sines[c], 1);
        }
    }

    /// <summary>Runs the adjoints backwards and adds to the derivatives by the phases.</summary>
    public void Backward()
    {
        PhaseColumn[] columns = _binding.Program.Columns;
        for (int c = columns.Length - 1; c >= 0; c--)
        {
            PhaseColumn column = columns[c];
            AddSlopes(_re[c + 1], _im[c + 1], _binding.Slopes[c]);
            Turn(AdjointReal, AdjointImaginary, AdjointReal, AdjointImaginary, _binding.Cosines[c], _binding.Sines[c], -1);
            int before = column.PositionCount - column.ReceivedCount;
            for (int positionCount = column.PositionCount - 1; positionCount >= before; positionCount--)
            {
                Fold(AdjointReal, 1 << positionCount);
                Fold(AdjointImaginary, 1 << positionCount);
            }

            SampleWalsh.Apply(AdjointReal, AdjointReal, before, column.WalshMask);
            SampleWalsh.Apply(AdjointImaginary, AdjointImaginary, before, column.WalshMask);
        }
    }

    // ψ_b ← (c_b ± i s_b) ψ_b.
    private static void Turn(
        double[] fromRe, double[] fromIm, double[] toRe, double[] toIm, double[] cosines, double[] sines, int sign)
    {
        for (int b = 0; b < cosines.Length; b++)
        {
            Lane c = Vector512.Create(cosines[b]);
            Lane s = Vector512.Create(sign * sines[b]);
            Lane x = SampleLanes.At(fromRe, b), y = SampleLanes.At(fromIm, b);
            SampleLanes.Put(toRe, b, Vector512.FusedMultiplyAdd(c, x, -(s * y)));
            SampleLanes.Put(toIm, b, Vector512.FusedMultiplyAdd(c, y, s * x));
        }
    }

    // slope_b += 2 (Im λ_b Re ψ_b - Re λ_b Im ψ_b).
    private void AddSlopes(double[] re, double[] im, double[] slopes)
    {
        ref double sums = ref MemoryMarshal.GetArrayDataReference(slopes);
        ref double reals = ref MemoryMarshal.GetArrayDataReference(re);
        ref double imaginaries = ref MemoryMarshal.GetArrayDataReference(im);
        ref double adjointReals = ref MemoryMarshal.GetArrayDataReference(AdjointReal);
        ref double adjointImaginaries = ref MemoryMarshal.GetArrayDataReference(AdjointImaginary);
        for (nuint at = 0; at < (nuint)slopes.Length; at += SampleLanes.Count)
        {
            Lane half = Vector512.FusedMultiplyAdd(
                Vector512.LoadUnsafe(ref adjointImaginaries, at),
                Vector512.LoadUnsafe(ref reals, at),
                -(Vector512.LoadUnsafe(ref adjointReals, at) * Vector512.LoadUnsafe(ref imaginaries, at)));
            (Vector512.LoadUnsafe(ref sums, at) + half + half).StoreUnsafe(ref sums, at);
        }
    }

    private static void Fold(double[] values, int count)
    {
        for (int i = 0; i < count; i++)
        {
            SampleLanes.Add(values, i, SampleLanes.At(values, i + count));
        }
    }
}
