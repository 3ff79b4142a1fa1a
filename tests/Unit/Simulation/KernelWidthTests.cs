using System.Numerics;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Every kernel in vectors of 512 bits, of two times 256 bits and lane by lane: the same bits.</summary>
public sealed class KernelWidthTests
{
    private const int QubitCount = 5;

    private const int Length = 1 << QubitCount;

    /// <summary>Every ordered choice of 1 to 3 of 5 qubits, and all five in some orders.</summary>
    private static IEnumerable<int[]> Tuples =>
    [
        .. Enumerable.Range(1, 3).SelectMany(Choices),
        [0, 1, 2, 3],
        [4, 2, 0, 1],
        [3, 4, 1, 2],
        [0, 1, 2, 3, 4],
        [4, 3, 2, 1, 0],
        [2, 0, 4, 1, 3],
    ];

    [Fact]
    public void Matrix_OnEveryTuple_WithEveryControl()
    {
        foreach (int[] qubits in Tuples)
        {
            foreach (int control in Enumerable.Range(-1, QubitCount + 1).Where(c => !qubits.Contains(c)))
            {
                foreach (bool isReal in (bool[])[false, true])
                {
                    var layout = new MatrixLayout(qubits, control < 0 ? 0 : 1 << control, 0, 0);
                    double[] coefficients = new double[layout.CoefficientCount(isReal)];
                    layout.Spread(Entries(1 << (2 * qubits.Length), seed: qubits.Length), isReal, coefficients);
                    AssertSame(
                        (re, im) => MatrixKernel.Apply<Lanes512>(re, im, Length, layout, coefficients, isReal),
                        (re, im) => MatrixKernel.Apply<Lanes256>(re, im, Length, layout, coefficients, isReal),
                        (re, im) => MatrixKernel.Apply<ScalarLanes>(re, im, Length, layout, coefficients, isReal));
                }
            }
        }
    }

    [Fact]
    public void Transition_OnEveryTuple()
    {
        foreach (int[] qubits in Tuples.Where(tuple => tuple.Length <= 3))
        {
            var layout = new MatrixLayout(qubits, 0, 0, 0);
            double[] bra = Numbers(2 * Length, seed: 3);
            int count = 1 << (2 * qubits.Length);
            AssertSame(
                (re, im) =>
                    Copy(
                        r => TransitionKernel.Add<Lanes512>(bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, Length, layout, r),
                        count,
                        re,
                        im),
                (re, im) =>
                    Copy(
                        r => TransitionKernel.Add<Lanes256>(bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, Length, layout, r),
                        count,
                        re,
                        im),
                (re, im) =>
                    Copy(
                        r => TransitionKernel.Add<ScalarLanes>(bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, Length, layout, r),
                        count,
                        re,
                        im));
        }
    }

    [Fact]
    public void Diagonal_OnEveryTuple_InsideAndOutsideATile()
    {
        foreach (int[] qubits in Tuples)
        {
            foreach (bool isOutside in (bool[])[false, true])
            {
                foreach (bool isReal in (bool[])[false, true])
                {
                    int[] inside = [.. qubits.Select((q, k) => isOutside && k == 0 ? -1 : q)];
                    int[] outside = [.. qubits.Select((_, k) => isOutside && k == 0 ? QubitCount : -1)];
                    var layout = new DiagonalLayout(inside, outside);
                    double[] coefficients = new double[layout.CoefficientCount(isReal)];
                    layout.Spread(Entries(layout.Dimension, seed: 8), isReal, coefficients);
                    int index = isOutside ? Length : 0;
                    AssertSame(
                        (re, im) => DiagonalKernel.Apply<Lanes512>(re, im, layout, index, coefficients, isReal),
                        (re, im) => DiagonalKernel.Apply<Lanes256>(re, im, layout, index, coefficients, isReal),
                        (re, im) => DiagonalKernel.Apply<ScalarLanes>(re, im, layout, index, coefficients, isReal));
                    double[] bra = Numbers(2 * Length, seed: 3);
                    int count = layout.Dimension;
                    AssertSame(
                        (re, im) =>
                            Copy(
                                r => DiagonalKernel.AddTransition<Lanes512>(
                                    bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, layout, index, r),
                                count,
                                re,
                                im),
                        (re, im) =>
                            Copy(
                                r => DiagonalKernel.AddTransition<Lanes256>(
                                    bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, layout, index, r),
                                count,
                                re,
                                im),
                        (re, im) => Copy(
                            r => DiagonalKernel.AddTransition<ScalarLanes>(
                                bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, layout, index, r),
                            count,
                            re,
                            im));
                }
            }
        }
    }

    [Fact]
    public void Exchange_OnEveryPair_WithEveryControl()
    {
        foreach (int[] qubits in Tuples.Where(tuple => tuple.Length <= 3))
        {
            // X on the first qubit or SWAP of the first two, the others controls.
            for (int targets = 1; targets <= Math.Min(qubits.Length, 2); targets++)
            {
                int flips = qubits[..targets].Sum(q => 1 << q), controls = qubits[targets..].Sum(q => 1 << q);
                var layout = new ExchangeLayout(flips, targets == 1 ? 0 : 1 << qubits[0], controls);
                AssertSame(
                    (re, im) => ExchangeKernel.Apply<Lanes512>(re, layout),
                    (re, im) => ExchangeKernel.Apply<Lanes256>(re, layout),
                    (re, im) => ExchangeKernel.Apply<ScalarLanes>(re, layout));
            }
        }
    }

    [Fact]
    public void PauliStrings_AndTheirTransforms()
    {
        double[] bra = Numbers(2 * Length, seed: 3), diagonal = Numbers(2 * Length, seed: 4);
        for (int x = 0; x < Length; x += 3)
        {
            for (int z = 0; z < Length; z += 5)
            {
                var p = new PauliMask(x, z);
                Complex c = new(0.3, -0.8);
                AssertSame(
                    (re, im) => PauliKernel.Add<Lanes512>(re, im, c, p, bra.AsSpan(..Length), bra.AsSpan(Length..)),
                    (re, im) => PauliKernel.Add<Lanes256>(re, im, c, p, bra.AsSpan(..Length), bra.AsSpan(Length..)),
                    (re, im) => PauliKernel.Add<ScalarLanes>(re, im, c, p, bra.AsSpan(..Length), bra.AsSpan(Length..)));
                AssertSame(
                    (re, im) =>
                        Copy(r => r[0] = PauliKernel.Bracket<Lanes512>(bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, p), 1, re, im),
                    (re, im) =>
                        Copy(r => r[0] = PauliKernel.Bracket<Lanes256>(bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, p), 1, re, im),
                    (re, im) =>
                        Copy(
                            r => r[0] = PauliKernel.Bracket<ScalarLanes>(
                                bra.AsSpan(..Length), bra.AsSpan(Length..), re, im, p), 1, re, im));
            }

            AssertSame(
                (re, im) => WalshKernel.Transform<Lanes512>(re),
                (re, im) => WalshKernel.Transform<Lanes256>(re),
                (re, im) => WalshKernel.Transform<ScalarLanes>(re));
            AssertSame(
                (re, im) =>
                    WalshKernel.AddProduct<Lanes512>(
                        re, im, diagonal.AsSpan(..Length), diagonal.AsSpan(Length..), x, bra.AsSpan(..Length), bra.AsSpan(Length..)),
                (re, im) =>
                    WalshKernel.AddProduct<Lanes256>(
                        re, im, diagonal.AsSpan(..Length), diagonal.AsSpan(Length..), x, bra.AsSpan(..Length), bra.AsSpan(Length..)),
                (re, im) =>
                    WalshKernel.AddProduct<ScalarLanes>(
                        re, im, diagonal.AsSpan(..Length), diagonal.AsSpan(Length..), x, bra.AsSpan(..Length), bra.AsSpan(Length..)));
            AssertSame(
                (re, im) =>
                    WalshKernel.Product<Lanes512>(
                        bra.AsSpan(..Length), bra.AsSpan(Length..), diagonal.AsSpan(..Length), diagonal.AsSpan(Length..), x, re, im),
                (re, im) =>
                    WalshKernel.Product<Lanes256>(
                        bra.AsSpan(..Length), bra.AsSpan(Length..), diagonal.AsSpan(..Length), diagonal.AsSpan(Length..), x, re, im),
                (re, im) =>
                    WalshKernel.Product<ScalarLanes>(
                        bra.AsSpan(..Length), bra.AsSpan(Length..), diagonal.AsSpan(..Length), diagonal.AsSpan(Length..), x, re, im));
        }
    }

    // Puts a result where states are compared.
    private static void Copy(Action<Complex[]> compute, int count, double[] re, double[] im)
    {
        Complex[] result = new Complex[count];
        compute(result);
        for (int i = 0; i < count; i++)
        {
            re[i % Length] += result[i].Real * (1 + i);
            im[i % Length] += result[i].Imaginary * (1 + i);
        }
    }

    private static void AssertSame(params Action<double[], double[]>[] widths)
    {
        double[][] states = [.. widths.Select(apply =>
        {
            double[] re = Numbers(Length, seed: 1), im = Numbers(Length, seed: 2);
            apply(re, im);
            return (double[])[.. re, .. im];
        })];
        Assert.NotEqual([.. Numbers(Length, seed: 1), .. Numbers(Length, seed: 2)], states[0]);
        Assert.All(
            states, state => Assert.Equal(states[0].Select(BitConverter.DoubleToInt64Bits), state.Select(BitConverter.DoubleToInt64Bits)));
    }

    private static IEnumerable<int[]> Choices(int count) => count == 0
        ? [[]]
        : Choices(count - 1).SelectMany(t => Enumerable.Range(0, QubitCount).Except(t).Select(q => (int[])[.. t, q]));

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    private static Complex[] Entries(int count, int seed)
    {
        double[] numbers = Numbers(2 * count, seed);
        return [.. Enumerable.Range(0, count).Select(i => new Complex(numbers[i], numbers[count + i]))];
    }
}
