namespace CutAwareQnn.Simulation;

/// <summary>The amplitudes of a state or a tile.</summary>
/// <param name="re">Real parts.</param>
/// <param name="im">Imaginary parts.</param>
internal readonly ref struct Amplitudes(Span<double> re, Span<double> im)
{
    /// <summary>Real parts.</summary>
    public Span<double> Re { get; } = re;

    /// <summary>Imaginary parts.</summary>
    public Span<double> Im { get; } = im;

    /// <summary>Returns the amplitudes of 2^bits indices.</summary>
    public Amplitudes First(int bits) => new(Re[..(1 << bits)], Im[..(1 << bits)]);

    /// <summary>Sets all amplitudes to 0.</summary>
    public void Clear()
    {
        Re.Clear();
        Im.Clear();
    }

    /// <summary>Adds other amplitudes.</summary>
    public void Add(Amplitudes other) => PauliKernel.Add(Re, Im, 1, default, other.Re, other.Im);
}
