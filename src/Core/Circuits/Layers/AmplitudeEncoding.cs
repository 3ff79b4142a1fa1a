using System.Globalization;
using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>
/// PennyLane's <c>AmplitudeEmbedding</c> of a constant vector: prepares a state from |0…0⟩, up to a phase; signs of real vectors
/// are kept. Neither features nor weights.
/// </summary>
/// <remarks>
/// docs.pennylane.ai, <c>qml.AmplitudeEmbedding</c>, but with qubit 0 as the least significant bit of an index. RY and RZ gates,
/// uniformly controlled: Möttönen et al., quant-ph/0404089. At most 2^n of each and 2·2^n CX gates.
/// </remarks>
public sealed record AmplitudeEncoding : Layer
{
    /// <summary>How far from 1 the norm of a vector may be that is not normalised; PennyLane's.</summary>
    private const double NormTolerance = 1e-10;

    /// <summary>Describes the layer.</summary>
    /// <param name="amplitudes">
    /// 2^n amplitudes for n qubits, or fewer with <paramref name="padWith"/>; bit q of an index is qubit q.
    /// </param>
    /// <param name="padWith">What missing amplitudes become; null if none may be missing.</param>
    /// <param name="normalize">Whether the vector, padded first, is divided by its norm.</param>
    public AmplitudeEncoding(EquatableArray<Complex> amplitudes, Complex? padWith = null, bool normalize = false)
    {
        Amplitudes = amplitudes;
        PadWith = padWith;
        Normalize = normalize;
    }

    /// <summary>Describes the layer for complex amplitudes.</summary>
    public AmplitudeEncoding(IEnumerable<Complex> amplitudes, Complex? padWith = null, bool normalize = false)
        : this(amplitudes.ToEquatableArray(), padWith, normalize)
    {
    }

    /// <summary>Describes the layer for real amplitudes.</summary>
    public AmplitudeEncoding(IEnumerable<double> amplitudes, Complex? padWith = null, bool normalize = false)
        : this(amplitudes.Select(a => new Complex(a, 0)), padWith, normalize)
    {
    }

    /// <summary>The given amplitudes.</summary>
    public EquatableArray<Complex> Amplitudes { get; }

    /// <summary>What missing amplitudes become; null if none may be missing.</summary>
    public Complex? PadWith { get; }

    /// <summary>Whether the vector is divided by its norm.</summary>
    public bool Normalize { get; }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Complex[] amplitudes = Scaled(Padded(circuit.QubitCount));
        if (amplitudes.All(a => a.Imaginary == 0))
        {
            Prepare(circuit, amplitudes.Select(a => a.Real));
            return;
        }

        Prepare(circuit, amplitudes.Select(a => Norm(a.Real, a.Imaginary)));
        StatePreparation.AppendPhases(
            circuit, amplitudes.Select(a => Angle.FromDouble(Elementary.Atan2(a.Imaginary, a.Real))).ToArray());
    }

    private static void Prepare(CircuitBuilder circuit, IEnumerable<double> amplitudes) =>
        StatePreparation.AppendMagnitudes(circuit, amplitudes.ToArray(), Norm, (y, x) => Elementary.Atan2(y, x));

    private static double Norm(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private Complex[] Padded(int qubitCount)
    {
        // 2^31 is beyond any array, so a larger register lacks amplitudes whatever was given.
        long needed = 1L << Math.Min(qubitCount, 31);
        if (Amplitudes.Count > needed || (Amplitudes.Count < needed && PadWith is null))
        {
            throw new CircuitException(string.Format(
                CultureInfo.InvariantCulture,
                "AmplitudeEncoding was given {0} but {1} {2}; give {2}{3}",
                Counted.Of(Amplitudes.Count, "amplitude"),
                Counted.Of(qubitCount, "qubit", "has", "have"),
                needed,
                Amplitudes.Count < needed ? ", or a value to pad with" : ""));
        }

        if (needed > 1 << 24)
        {
            throw new CircuitException(
                $"AmplitudeEncoding was given a circuit of {Counted.Of(qubitCount, "qubit")}; it writes every amplitude out, so use at "
                + "most 24");
        }

        return Amplitudes.Concat(Enumerable.Repeat(PadWith ?? 0, (int)needed - Amplitudes.Count)).ToArray();
    }

    // Only ratios enter the angles; a largest part of 1 keeps squares from overflow.
    private Complex[] Scaled(Complex[] amplitudes)
    {
        double largest = amplitudes.Max(a => Math.Max(Math.Abs(a.Real), Math.Abs(a.Imaginary)));
        int wrong = Array.FindIndex(amplitudes, a => !IsFinite(a.Real) || !IsFinite(a.Imaginary));
        if (wrong >= 0)
        {
            throw new CircuitException($"AmplitudeEncoding was given an amplitude {wrong} that is not finite; give numbers");
        }

        if (largest == 0)
        {
            throw new CircuitException("AmplitudeEncoding was given amplitudes that are all 0; no state has norm 0, so give another");
        }

        Complex[] scaled = amplitudes.Select(a => new Complex(a.Real / largest, a.Imaginary / largest)).ToArray();
        double norm = largest * scaled.Aggregate(0.0, (sum, a) => Norm(sum, Norm(a.Real, a.Imaginary)));
        if (!Normalize && Math.Abs(norm - 1) > NormTolerance)
        {
            throw new CircuitException(string.Format(
                CultureInfo.InvariantCulture,
                "AmplitudeEncoding was given a vector of norm {0:R} but a state has norm 1; divide by it or have it normalised", norm));
        }

        return scaled;
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
