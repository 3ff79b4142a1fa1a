using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Runs a <see cref="PhaseProgram"/> on eight samples at a time, forwards and backwards, at weights that all samples share. Amplitude b of
/// sample j is entry <c>8 b + j</c>.
/// </summary>
/// <remarks>
/// With <c>ψ' = 2^(-m/2) e^(iφ) W ψ</c> for a column of m Hadamard gates (W unscaled) and <c>λ = ∂L/∂ψ*</c>, the derivative of L by the phase
/// φ_b is <c>-2 Im(λ_b* ψ'_b)</c>. The sums over samples are kept per basis state and meet the weights once, in <see cref="AddGradient"/>. The
/// width is fixed, so every machine adds in the same order.
/// </remarks>
internal sealed class PhaseRun
{
    private const int LaneCount = SampleLanes.Count;

    private readonly PhaseProgram _program;
    private readonly double[][] _cosines;
    private readonly double[][] _sines;
    private readonly double[][] _slopes;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly double[] _adjointRe;
    private readonly double[] _adjointIm;

    /// <summary>Reserves the memory of a run.</summary>
    /// <param name="program">The program.</param>
    public PhaseRun(PhaseProgram program)
    {
        _program = program;
        _cosines = [.. program.Columns.Select(c => new double[1 << c.PositionCount])];
        _sines = [.. program.Columns.Select(c => new double[1 << c.PositionCount])];
        _slopes = [.. program.Columns.Select(c => new double[LaneCount << c.PositionCount])];
        int length = LaneCount << program.PositionCount;
        (_re, _im, _adjointRe, _adjointIm) = (new double[length], new double[length], new double[length], new double[length]);
    }

    /// <summary>Real parts of the amplitudes, [basis state][sample].</summary>
    public Span<double> Real => _re;

    /// <summary>Imaginary parts of the amplitudes.</summary>
    public Span<double> Imaginary => _im;

    /// <summary>Real parts of <c>∂L/∂ψ*</c> at the end; set before <see cref="Backward"/>.</summary>
    public Span<double> AdjointReal => _adjointRe;

    /// <summary>Imaginary parts of <c>∂L/∂ψ*</c> at the end.</summary>
    public Span<double> AdjointImaginary => _adjointIm;

    /// <summary>Computes the phases of the columns at new weights and clears the gradient.</summary>
    public void Bind(ReadOnlySpan<double> weights)
    {
        double[] phases = new double[1 << _program.PositionCount];
        for (int c = 0; c < _program.Columns.Length; c++)
        {
            PhaseColumn column = _program.Columns[c];
            Span<double> own = phases.AsSpan(0, 1 << column.PositionCount);
            column.ConstantPhases.CopyTo(own);
            foreach (PhaseTerm term in column.Terms)
            {
                for (int b = 0; b < own.Length; b++)
                {
                    own[b] += weights[term.Weight] * term.Slope(b);
                }
            }

            SinCos.Compute(own, _sines[c], _cosines[c]);
            double scale = Scale(column.WalshMask);
            for (int b = 0; b < own.Length; b++)
            {
                _sines[c][b] *= scale;
                _cosines[c][b] *= scale;
            }
        }

        ClearGradient();
    }

    /// <summary>Clears the sums that <see cref="Backward"/> adds to.</summary>
    public void ClearGradient()
    {
        foreach (double[] slopes in _slopes)
        {
            slopes.AsSpan().Clear();
        }
    }

    /// <summary>Runs the columns on the amplitudes in place; the state begins with the program's own qubits alone.</summary>
    public void Forward()
    {
        int positionCount = _program.Qubits.Length;
        for (int c = 0; c < _program.Columns.Length; c++)
        {
            PhaseColumn column = _program.Columns[c];
            for (; positionCount < column.PositionCount; positionCount++)
            {
                int length = LaneCount << positionCount;
                _re.AsSpan(0, length).CopyTo(_re.AsSpan(length));
                _im.AsSpan(0, length).CopyTo(_im.AsSpan(length));
            }

            Walsh(_re, _im, positionCount, column.WalshMask);
            Turn(_re, _im, _cosines[c], _sines[c], 1);
        }
    }

    /// <summary>Runs the columns backwards from the final amplitudes and adjoints, and adds to the derivatives by the phases.</summary>
    public void Backward()
    {
        for (int c = _program.Columns.Length - 1; c >= 0; c--)
        {
            PhaseColumn column = _program.Columns[c];
            AddSlopes(_slopes[c]);
            Turn(_re, _im, _cosines[c], _sines[c], -1);
            Turn(_adjointRe, _adjointIm, _cosines[c], _sines[c], -1);
            Walsh(_re, _im, column.PositionCount, column.WalshMask);
            Walsh(_adjointRe, _adjointIm, column.PositionCount, column.WalshMask);
            for (int positionCount = column.PositionCount - 1; positionCount >= column.PositionCount - column.ReceivedCount; positionCount--)
            {
                Fold(_adjointRe, 1 << positionCount);
                Fold(_adjointIm, 1 << positionCount);
            }
        }
    }

    /// <summary>Adds the derivatives by the weights, summed over the samples since <see cref="ClearGradient"/>.</summary>
    /// <param name="gradient">One entry per weight of the circuit.</param>
    public void AddGradient(Span<double> gradient)
    {
        for (int c = 0; c < _program.Columns.Length; c++)
        {
            foreach (PhaseTerm term in _program.Columns[c].Terms)
            {
                Lane sum = Sum(term, _slopes[c]);
                gradient[term.Weight] += Vector512.Sum(sum);
            }
        }
    }

    /// <summary>Adds the derivatives by the weights of each sample since <see cref="ClearGradient"/>.</summary>
    /// <param name="gradients">[weight][sample].</param>
    public void AddGradients(Span<double> gradients)
    {
        for (int c = 0; c < _program.Columns.Length; c++)
        {
            foreach (PhaseTerm term in _program.Columns[c].Terms)
            {
                SampleLanes.Add(gradients, term.Weight, Sum(term, _slopes[c]));
            }
        }
    }

    private static Lane Sum(PhaseTerm term, double[] slopes)
    {
        Lane sum = Lane.Zero;
        for (int b = 0; b < slopes.Length / LaneCount; b++)
        {
            sum += term.Slope(b) * SampleLanes.At(slopes, b);
        }

        return sum;
    }

    private static double Scale(int mask)
    {
        double scale = 1;
        for (int m = mask; m != 0; m &= m - 1)
        {
            scale *= Math.Sqrt(0.5);
        }

        return scale;
    }

    // (a, b) ← (a + b, a - b) along each position of the mask.
    private static void Walsh(double[] re, double[] im, int positionCount, int mask)
    {
        int length = LaneCount << positionCount;
        ref double reals = ref MemoryMarshal.GetArrayDataReference(re);
        ref double imaginaries = ref MemoryMarshal.GetArrayDataReference(im);
        for (int m = mask; m != 0; m &= m - 1)
        {
            int stride = LaneCount * (m & -m);
            for (int block = 0; block < length; block += 2 * stride)
            {
                for (int i = block; i < block + stride; i += LaneCount)
                {
                    Butterfly(ref reals, i, stride);
                    Butterfly(ref imaginaries, i, stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(ref double values, int i, int stride)
    {
        Lane a = Vector512.LoadUnsafe(ref values, (nuint)i);
        Lane b = Vector512.LoadUnsafe(ref values, (nuint)(i + stride));
        (a + b).StoreUnsafe(ref values, (nuint)i);
        (a - b).StoreUnsafe(ref values, (nuint)(i + stride));
    }

    // ψ_b ← (c_b ± i s_b) ψ_b.
    private static void Turn(double[] re, double[] im, double[] cosines, double[] sines, int sign)
    {
        ref double reals = ref MemoryMarshal.GetArrayDataReference(re);
        ref double imaginaries = ref MemoryMarshal.GetArrayDataReference(im);
        for (int b = 0; b < cosines.Length; b++)
        {
            nuint at = (nuint)(LaneCount * b);
            Lane c = Vector512.Create(cosines[b]);
            Lane s = Vector512.Create(sign * sines[b]);
            Lane x = Vector512.LoadUnsafe(ref reals, at);
            Lane y = Vector512.LoadUnsafe(ref imaginaries, at);
            Vector512.FusedMultiplyAdd(c, x, -(s * y)).StoreUnsafe(ref reals, at);
            Vector512.FusedMultiplyAdd(c, y, s * x).StoreUnsafe(ref imaginaries, at);
        }
    }

    // slope_b += 2 (Im λ_b Re ψ_b - Re λ_b Im ψ_b).
    private void AddSlopes(double[] slopes)
    {
        ref double sums = ref MemoryMarshal.GetArrayDataReference(slopes);
        ref double reals = ref MemoryMarshal.GetArrayDataReference(_re);
        ref double imaginaries = ref MemoryMarshal.GetArrayDataReference(_im);
        ref double adjointReals = ref MemoryMarshal.GetArrayDataReference(_adjointRe);
        ref double adjointImaginaries = ref MemoryMarshal.GetArrayDataReference(_adjointIm);
        for (nuint at = 0; at < (nuint)slopes.Length; at += LaneCount)
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
