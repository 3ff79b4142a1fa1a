using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A rotation about Z under controls on both sides, the bond between a control and the other side's control and target.
/// FORMULAS_NEXT.md §1.3.
/// </summary>
/// <remarks>
/// With the angle t, c = cos t/4 and s = sin t/4 it is, before a rotation of t/2 under the target's own control,
/// <c>1⊗(P₀ + cΠ) + iZ⊗sΠZ</c>.
/// </remarks>
internal sealed record TurnLaw(Angle Angle) : BondLaw(Angle)
{
    // The instrument of symbolic angles, the best up to half a turn.
    private const double UsualAngle = Math.PI / 4;

    private static readonly LegBasis Usual = ControlledLeg.Of([Pauli.Z], UsualAngle);

    private static readonly Lazy<double> Largest = new(() =>
    {
        CutForm form = Form(Circuits.Angle.Weight(0), isTargetFirst: false);
        return Enumerable.Range(0, 1001).Max(i => form.Gamma(form.Bond([i * Math.PI / 500])));
    });

    private static readonly double[] OneOfEachWay = [1.1, 4.9, 7.7, 11.3];

    /// <inheritdoc/>
    public override double LargestGamma => Largest.Value;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Samples => OneOfEachWay;

    /// <inheritdoc/>
    public override Angle Turn => 0.25 * Angle;

    /// <summary>Creates the form.</summary>
    /// <param name="angle">The angle in radians.</param>
    /// <param name="isTargetFirst">Whether the target is on the first side.</param>
    public static CutForm Form(Angle angle, bool isTargetFirst)
    {
        LegBasis own = Usual;
        if (angle.IsConstant)
        {
            // Beyond half a turn a fixed angle has an instrument of its own.
            double cos = Math.Abs(Elementary.Cos(angle.Constant / 4));
            double sin = Math.Abs(Elementary.Sin(angle.Constant / 4));
            own = sin > cos ? ControlledLeg.Of([Pauli.Z], Elementary.Atan2(sin, cos)) : Usual;
        }

        return new(
            isTargetFirst ? own : LegBasis.RankTwoGate,
            isTargetFirst ? LegBasis.RankTwoGate : own,
            EquatableArray<Interaction>.Empty,
            EquatableArray<double>.Empty)
        {
            Law = new TurnLaw(angle),
        };
    }

    /// <inheritdoc/>
    public override double[] Bond(CutForm form, double angle)
    {
        Elementary.SinCos(angle / 4, out double s, out double c);
        return Bond(form, new(s, c), s * s, s / 2, s * c, (1 - Math.Abs(c), (c * c) - Math.Abs(c), Math.Abs(c)));
    }

    /// <inheritdoc/>
    public override double[] Derivative(CutForm form, double angle)
    {
        Elementary.SinCos(angle / 4, out double s, out double c);
        double size = (c < 0 ? s : -s) / 4;
        return Bond(form, new(s, c), s * c / 2, c / 8, ((c * c) - (s * s)) / 4, (-size, (-s * c / 2) - size, size));
    }

    /// <inheritdoc/>
    public override IEnumerable<(int Cosines, int Sines, double[] Bond)> Polynomial(CutForm form)
    {
        int axis = ControlledLeg.Axis(0);
        return
        [
            (0, 0, Of((0, ControlledLeg.Zero, 1))),
            (1, 0, Of((0, ControlledLeg.Identity, 1), (0, ControlledLeg.Zero, -1), (0, ControlledLeg.One, -1))),
            (2, 0, Of((0, ControlledLeg.One, 1))),
            (0, 2, Of((1, axis + ControlledLeg.Turned, 1))),
            (0, 1, Of((2, axis + ControlledLeg.Odd + ControlledLeg.Across, 1), (3, axis + ControlledLeg.Even + ControlledLeg.Across, 1))),
            (1, 1, Of((2, axis + ControlledLeg.Odd + ControlledLeg.Inside, 2), (3, axis + ControlledLeg.Even + ControlledLeg.Inside, 2))),
        ];

        double[] Of(params (int Entry, int Target, double Weight)[] entries)
        {
            double[] bond = new double[form.BondLength];
            foreach ((int entry, int target, double weight) in entries)
            {
                bond[Place(form, entry, target)] += weight;
            }

            return bond;
        }
    }

    // The channels of the side of the target, with their weights, or with the derivatives of these.
    private static double[] Bond(
        CutForm form, ControlledSplit split, double turned, double across, double inside, (double Zero, double One, double Both) kept)
    {
        LegBasis own = IsTargetFirst(form) ? form.First : form.Second;
        int axis = ControlledLeg.Axis(0);
        double[] bond = new double[form.BondLength];
        bond[Place(form, 0, split.IsFlipped ? ControlledLeg.Flipped : ControlledLeg.Identity)] = kept.Both;
        bond[Place(form, 0, ControlledLeg.Zero)] = kept.Zero;
        bond[Place(form, 0, ControlledLeg.One)] = kept.One;
        bond[Place(form, 1, axis + ControlledLeg.Turned)] = turned;
        foreach ((int entry, double weight) in split.Of(across, inside, own.Equals(Usual) ? UsualAngle : split.Angle))
        {
            bond[Place(form, 2, axis + ControlledLeg.Odd + entry)] = 2 * weight;
            bond[Place(form, 3, axis + ControlledLeg.Even + entry)] = 2 * weight;
        }

        return bond;
    }

    private static bool IsTargetFirst(CutForm form) => !form.First.Equals(LegBasis.RankTwoGate);

    private static int Place(CutForm form, int entry, int target) =>
        IsTargetFirst(form) ? (target * form.Second.Dimension) + entry : (entry * form.Second.Dimension) + target;
}
