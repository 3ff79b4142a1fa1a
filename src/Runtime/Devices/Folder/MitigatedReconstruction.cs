using System.Numerics;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// The value of a query whose readout errors are inverted bit by bit, unbiased for independent flips, and its error bar: the spread of the
/// inverted shots, and the share of the calibration, whose errors all circuits have in common.
/// </summary>
/// <remarks>
/// The value is affine in the means of any one circuit, so differences give its derivatives exactly. One reconstruction per mean.
/// </remarks>
/// <param name="query">The query.</param>
/// <param name="measured">For each circuit the qubit that each bit of an outcome is read from.</param>
/// <param name="counts">For each circuit its outcomes.</param>
internal sealed class MitigatedReconstruction(
    DeviceQuery query, IReadOnlyList<int[]> measured, IReadOnlyList<IReadOnlyDictionary<BigInteger, long>> counts)
{
    // The derivative by a flip is taken over this distance; rounding is 10^-10 of it, curvature 10^-5.
    private const double Step = 1e-5;

    private readonly long[] _shots = [.. counts.Select(c => c.Values.Sum())];

    /// <summary>Reconstructs the value with its standard error.</summary>
    public Estimate Estimate(ReadoutFlips flips)
    {
        MitigatedEstimate parts = Parts(flips);
        return new(parts.Value, Math.Sqrt((parts.ShotError * parts.ShotError) + parts.CalibrationErrors.Sum(e => e * e)));
    }

    /// <summary>Reconstructs the value with the parts of its standard error.</summary>
    public MitigatedEstimate Parts(ReadoutFlips flips)
    {
        double[][] moments = Moments(flips);
        double value = Value(moments);
        double variance = 0;
        for (int circuit = 0; circuit < moments.Length; circuit++)
        {
            variance += ShotVariance(circuit, moments, value, flips);
        }

        var errors = new List<double>();
        for (int qubit = 0; qubit < flips.Zero.Length; qubit++)
        {
            errors.Add(CalibrationError(flips, flips.Zero, flips.ZeroShots, qubit, f => flips with { Zero = f }));
            errors.Add(CalibrationError(flips, flips.One, flips.OneShots, qubit, f => flips with { One = f }));
        }

        return new(value, Math.Sqrt(variance), [.. errors]);
    }

    /// <summary>Returns for each circuit the variance of the value that one of its shots causes, to first order.</summary>
    public double[] ShotVariances(ReadoutFlips flips)
    {
        double[][] moments = Moments(flips);
        double value = Value(moments);
        return [.. moments.Select((_, circuit) => ShotVariance(circuit, moments, value, flips) * _shots[circuit])];
    }

    private double Value(IReadOnlyList<double[]> moments) => query.Reconstruct(moments, _shots).Value;

    private double[][] Moments(ReadoutFlips flips) => [.. query.Circuits.Select((c, i) => c.Signs
        .Select(s => counts[i].Sum(o => o.Value * Product(s, i, o.Key, flips)) / _shots[i]).ToArray())];

    private double Product(BigInteger sign, int circuit, BigInteger outcome, ReadoutFlips flips)
    {
        double product = 1;
        for (int bit = 0; bit < measured[circuit].Length; bit++)
        {
            product *= (sign >> bit).IsEven ? 1 : flips.Value(measured[circuit][bit], !(outcome >> bit).IsEven);
        }

        return product;
    }

    private double ShotVariance(int circuit, double[][] moments, double value, ReadoutFlips flips)
    {
        DeviceCircuit own = query.Circuits[circuit];
        double[] derivatives = new double[own.Signs.Count];
        for (int m = 0; m < derivatives.Length; m++)
        {
            double[][] moved = [.. moments];
            moved[circuit] = [.. moments[circuit]];
            moved[circuit][m] += 1;
            derivatives[m] = Value(moved) - value;
        }

        double mean = 0;
        double square = 0;
        foreach ((BigInteger outcome, long count) in counts[circuit])
        {
            double shot = derivatives.Select((d, m) => d * Product(own.Signs[m], circuit, outcome, flips)).Sum();
            mean += count * shot;
            square += count * shot * shot;
        }

        mean /= _shots[circuit];
        return Math.Max(0, (square / _shots[circuit]) - (mean * mean)) / _shots[circuit];
    }

    private double CalibrationError(ReadoutFlips flips, double[] errors, long shots, int qubit, Func<double[], ReadoutFlips> with)
    {
        double derivative = (At(Step) - At(-Step)) / (2 * Step);
        return derivative * Math.Sqrt(errors[qubit] * (1 - errors[qubit]) / shots);

        double At(double step)
        {
            double[] moved = [.. errors];
            moved[qubit] += step;
            return Value(Moments(with(moved)));
        }
    }
}
