using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The bonds of gates that share a control and a target on one side with a control, or with a swapped qubit, on the other.
/// FORMULAS_NEXT.md §1.3 and §1.5.
/// </summary>
/// <remarks>
/// A rotation of angle t about σ under a control on each side is, before a rotation of t/2 on the side of the target,
/// <c>1⊗(P₀ + cΠ) + iZ⊗sΠσ</c> with c = cos t/4 and s = sin t/4. A swap under a control is <c>Σ_i A_i⊗σ_i</c> with A_0 = P₀ + Π/2 and
/// A_i = Πσ_i/2.
/// </remarks>
internal static class ControlledForm
{
    // The instrument of symbolic angles: the best up to a quarter turn, and for every angle at most 2% dearer than a bit sent would be.
    private const double UsualAngle = Math.PI / 4;

    // Of the swap: both parts of its channels have the same weight.
    private const double SwapAngle = Math.PI / 3;

    private static readonly Pauli[] Paulis = [Pauli.X, Pauli.Y, Pauli.Z];

    private static readonly LegBasis Usual = ControlledLeg.Of([Pauli.Z], UsualAngle);

    /// <summary>A swap under a control, where the control and one swapped qubit are on the first side.</summary>
    public static CutForm Swap { get; } = CreateSwap();

    /// <summary>The largest γ of a rotation of any angle.</summary>
    public static double LargestGamma { get; } = Enumerable.Range(0, 1001).Max(i =>
    {
        var form = Rotation(Angle.Weight(0), isTargetFirst: false);
        return form.Gamma(form.Bond([i * Math.PI / 500]));
    });

    /// <summary>
    /// Angles of every way to write the channels: what occurs at none of them occurs at no angle.
    /// </summary>
    public static IReadOnlyList<double> Samples { get; } = [1.1, 4.9, 7.7, 11.3];

    /// <summary>Creates the form of a rotation about Z under a control on each side.</summary>
    /// <param name="angle">Its angle in radians.</param>
    /// <param name="isTargetFirst">Whether the target is on the first side.</param>
    public static CutForm Rotation(Angle angle, bool isTargetFirst)
    {
        LegBasis own = Usual;
        if (angle.IsConstant)
        {
            // Beyond a half turn a fixed angle has an instrument of its own.
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
            Rotation = angle,
        };
    }

    /// <summary>Computes the bond of a rotation.</summary>
    public static double[] Bond(CutForm form, double angle)
    {
        Elementary.SinCos(angle / 4, out double s, out double c);
        return Bond(form, new(s, c), s * s, s / 2, s * c, (1 - Math.Abs(c), (c * c) - Math.Abs(c), Math.Abs(c)));
    }

    /// <summary>Computes the derivative of <see cref="Bond(CutForm, double)"/> by the angle.</summary>
    public static double[] BondDerivative(CutForm form, double angle)
    {
        Elementary.SinCos(angle / 4, out double s, out double c);
        double size = (c < 0 ? s : -s) / 4;
        return Bond(form, new(s, c), s * c / 2, c / 8, ((c * c) - (s * s)) / 4, (-size, (-s * c / 2) - size, size));
    }

    // The channels of the side of the target, with their weights, or with the derivatives of these.
    private static double[] Bond(
        CutForm form, Way way, double turned, double across, double inside, (double Zero, double One, double Both) kept)
    {
        bool isTargetFirst = form.First != LegBasis.RankTwoGate;
        LegBasis own = isTargetFirst ? form.First : form.Second;
        int axis = ControlledLeg.Axis(0);
        double[] bond = new double[form.BondLength];
        Add(0, way.IsFlipped ? ControlledLeg.Flipped : ControlledLeg.Identity, kept.Both);
        Add(0, ControlledLeg.Zero, kept.Zero);
        Add(0, ControlledLeg.One, kept.One);
        Add(1, axis + ControlledLeg.Turned, turned);
        foreach ((int entry, double weight) in way.Split(across, inside, own == Usual ? UsualAngle : way.Angle))
        {
            Add(2, axis + ControlledLeg.Odd + entry, 2 * weight);
            Add(3, axis + ControlledLeg.Even + entry, 2 * weight);
        }

        return bond;

        void Add(int entry, int target, double weight) =>
            bond[isTargetFirst ? (target * LegBasis.RankTwoGate.Dimension) + entry : (entry * own.Dimension) + target] += weight;
    }

    private static CutForm CreateSwap()
    {
        LegBasis own = ControlledLeg.Of(Paulis, SwapAngle);
        int columns = LegBasis.RankFourGate.Dimension;
        double[] bond = new double[own.Dimension * columns];
        bond[ControlledLeg.Identity * columns] = 0.5;
        bond[ControlledLeg.Zero * columns] = 0.5;
        bond[ControlledLeg.One * columns] = -0.25;
        int pair = Paulis.Length + 1;
        var way = new Way(1, 1);
        for (int axis = 0; axis < Paulis.Length; axis++, pair += 2)
        {
            int first = ControlledLeg.Axis(axis);
            bond[((first + ControlledLeg.Turned) * columns) + axis + 1] = 0.25;
            foreach ((int entry, double weight) in way.Split(0.25, 0.25, SwapAngle))
            {
                bond[((first + ControlledLeg.Even + entry) * columns) + pair] = 2 * weight;
                bond[((first + ControlledLeg.Odd + entry) * columns) + pair + 1] = -2 * weight;
            }
        }

        for (int i = 0; i < Paulis.Length; i++)
        {
            for (int j = i + 1; j < Paulis.Length; j++, pair += 2)
            {
                int entry = ControlledLeg.Pair(i, j);
                bond[(entry * columns) + pair] = 0.5;
                bond[((entry + 1) * columns) + pair + 1] = -0.5;
            }
        }

        return new(own, LegBasis.RankFourGate, EquatableArray<Interaction>.Empty, bond.ToEquatableArray());
    }

    /// <summary>Which entries hold a sum <c>a Ec + b E₀</c> at the least 1-norm.</summary>
    private readonly struct Way(double sine, double cosine)
    {
        /// <summary>Whether a and b differ in sign, so that Z precedes.</summary>
        public bool IsFlipped => cosine < 0;

        /// <summary>The instrument's angle that gives the sum alone.</summary>
        public double Angle => Elementary.Atan2(Math.Abs(sine), Math.Abs(cosine));

        /// <summary>Splits a sum, or a derivative of it, whose a and b are linear in the weights that are returned.</summary>
        public IEnumerable<(int Entry, double Weight)> Split(double across, double inside, double instrument)
        {
            Elementary.SinCos(instrument, out double own, out double rest);
            rest *= 2 * own;
            own = IsFlipped ? -own : own;
            int entry = IsFlipped ? ControlledLeg.FlippedInstrument : ControlledLeg.Instrument;

            // Of 1/2 : |cos| the instrument has own : rest; what it leaves is of the one kind or of the other.
            return Math.Abs(rest) < 2 * Math.Abs(cosine * own)
                ? [(entry, across / own), (ControlledLeg.Inside, inside - (across / own * rest))]
                : [(entry, inside / rest), (ControlledLeg.Across, across - (inside / rest * own))];
        }
    }
}
