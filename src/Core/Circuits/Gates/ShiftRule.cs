namespace CutAwareQnn.Circuits;

/// <summary>
/// The parameter-shift rule of one gate parameter: <c>f'(t) = Σ_i c_i f(t + s_i)</c>, exact when the frequencies of <c>f</c> are
/// <c>ω, 2ω, …, Rω</c>. Wierichs et al. 2022, arXiv:2107.12390, eq. (17); R = 2, ω = 1/2 is Anselmetti et al., arXiv:2104.05695.
/// </summary>
public sealed class ShiftRule
{
    private ShiftRule(double frequency, int count)
    {
        Terms = Enumerable.Range(1, 2 * count).Select(m =>
        {
            double x = ((2 * m) - 1) * Math.PI / (2 * count);
            double sine = Elementary.Sin(x / 2);
            double coefficient = frequency * ((m & 1) == 1 ? 1 : -1) / (4 * count * sine * sine);
            return new ShiftTerm(coefficient, (x > Math.PI ? x - (2 * Math.PI) : x) / frequency);
        }).ToArray();
    }

    /// <summary>One frequency of 1: rotations, phases and controlled phases; shifts ±π/2.</summary>
    public static ShiftRule TwoTerm { get; } = new(1, 1);

    /// <summary>Frequencies 1/2 and 1: controlled rotations and XX±YY; shifts ±π/2 and ±3π/2.</summary>
    public static ShiftRule FourTerm { get; } = new(0.5, 2);

    /// <summary>Frequencies 1 and 2: an angle that occurs twice, once inverted, as the frame of XX±YY; shifts ±π/4 and ±3π/4.</summary>
    public static ShiftRule DoubleFrequency { get; } = new(1, 2);

    /// <summary>The shifted evaluations and their weights.</summary>
    public IReadOnlyList<ShiftTerm> Terms { get; }
}
