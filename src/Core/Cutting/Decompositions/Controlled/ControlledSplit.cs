using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Which entries of a <see cref="ControlledLeg"/> hold a sum <c>a Ec + b E₀</c>, or the same of F, at the least 1-norm, where a and b are
/// as s/2 and sc.
/// </summary>
/// <param name="Sine">s.</param>
/// <param name="Cosine">c.</param>
internal readonly record struct ControlledSplit(double Sine, double Cosine)
{
    /// <summary>Whether a and b differ in sign, so that Z precedes.</summary>
    public bool IsFlipped => Cosine < 0;

    /// <summary>The instrument's angle that gives the sum alone.</summary>
    public double Angle => Elementary.Atan2(Math.Abs(Sine), Math.Abs(Cosine));

    /// <summary>Splits a sum, or the derivatives of its a and b.</summary>
    /// <param name="across">a.</param>
    /// <param name="inside">b.</param>
    /// <param name="instrument">The angle of the basis's instrument.</param>
    /// <returns>Entries, counted from the first of their kind, and their weights.</returns>
    public IEnumerable<(int Entry, double Weight)> Of(double across, double inside, double instrument)
    {
        Elementary.SinCos(instrument, out double own, out double rest);
        rest *= 2 * own;
        own = IsFlipped ? -own : own;
        int entry = IsFlipped ? ControlledLeg.FlippedInstrument : ControlledLeg.Instrument;

        // Of 1/2 : |c| the instrument has own : rest; what it leaves is of the one kind or of the other.
        return Math.Abs(rest) < 2 * Math.Abs(Cosine * own)
            ? [(entry, across / own), (ControlledLeg.Inside, inside - (across / own * rest))]
            : [(entry, inside / rest), (ControlledLeg.Across, across - (inside / rest * own))];
    }
}
