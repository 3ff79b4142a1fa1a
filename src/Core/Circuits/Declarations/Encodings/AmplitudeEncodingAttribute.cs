using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Appends an <see cref="AmplitudeEncoding"/>.</summary>
public sealed class AmplitudeEncodingAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="amplitudes">
    /// 2^n amplitudes for n qubits, or fewer with <see cref="PadsWithZeros"/>; bit q of an index is qubit q.
    /// </param>
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
