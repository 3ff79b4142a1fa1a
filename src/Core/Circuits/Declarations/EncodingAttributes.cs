using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Appends an <see cref="AngleEncoding"/>.</summary>
public sealed class AngleEncodingAttribute : LayerAttribute
{
    /// <summary>The rotation's axis: X, Y or Z.</summary>
    public Pauli Axis { get; set; } = Pauli.X;

    /// <summary>Number of features, from 1 to the number of qubits; 0 for one a qubit.</summary>
    public int FeatureCount { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new AngleEncoding(Axis, FeatureCount == 0 ? null : FeatureCount);
}

/// <summary>Appends a <see cref="BasisEncoding"/>.</summary>
public sealed class BasisEncodingAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="bits">One bit a qubit, 0 or 1, qubit 0 first.</param>
    public BasisEncodingAttribute(params int[] bits)
    {
        Bits = bits;
    }

    /// <summary>One bit a qubit, qubit 0 first.</summary>
    public int[] Bits { get; }

    /// <inheritdoc/>
    public override Layer Layer => new BasisEncoding(Given.List(nameof(BasisEncoding), "bits", Bits));
}

/// <summary>Appends an <see cref="AmplitudeEncoding"/>.</summary>
public sealed class AmplitudeEncodingAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="amplitudes">2^n amplitudes for n qubits, or fewer with <see cref="PadsWithZeros"/>; bit q of an index is qubit q.</param>
    public AmplitudeEncodingAttribute(params double[] amplitudes)
    {
        Amplitudes = amplitudes;
    }

    /// <summary>The real parts.</summary>
    public double[] Amplitudes { get; }

    /// <summary>The imaginary parts, as many as real parts; null for a real vector.</summary>
    public double[]? Imaginary { get; set; }

    /// <summary>Whether missing amplitudes are 0.</summary>
    public bool PadsWithZeros { get; set; }

    /// <summary>Whether the vector is divided by its norm.</summary>
    public bool Normalizes { get; set; }

    /// <inheritdoc/>
    public override Layer Layer
    {
        get
        {
            double[] real = Given.List(nameof(AmplitudeEncoding), "amplitudes", Amplitudes);
            double[] imaginary = Imaginary ?? new double[real.Length];
            if (imaginary.Length != real.Length)
            {
                throw new CircuitException(
                    $"AmplitudeEncoding was given {real.Length} real and {imaginary.Length} imaginary parts; give as many of each");
            }

            return new AmplitudeEncoding(
                real.Zip(imaginary, (re, im) => new Complex(re, im)), PadsWithZeros ? Complex.Zero : null, Normalizes);
        }
    }
}

/// <summary>Appends an <see cref="AmplitudeFeatureMap"/>.</summary>
public sealed class AmplitudeFeatureMapAttribute : LayerAttribute
{
    /// <summary>Number of features, from 1 to 2^n; 0 for 2^n.</summary>
    public int FeatureCount { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new AmplitudeFeatureMap(FeatureCount == 0 ? null : FeatureCount);
}
