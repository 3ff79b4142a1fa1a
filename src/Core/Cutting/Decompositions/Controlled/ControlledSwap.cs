using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A swap under a control that parts the two swapped qubits: <c>Σ_i A_i⊗σ_i</c> with <c>A_0 = P₀ + Π/2</c> and <c>A_i = Πσ_i/2</c>.
/// γ is 19/4 + 2√3. FORMULAS_NEXT.md §1.5 has it as eight pairs of unitaries.
/// </summary>
internal static class ControlledSwap
{
    // Both parts of the channels have the same weight, 1/4.
    private const double Instrument = Math.PI / 3;

    private static readonly Pauli[] Axes = [Pauli.X, Pauli.Y, Pauli.Z];

    /// <summary>The form; the control and one swapped qubit are on the first side.</summary>
    public static CutForm Form { get; } = Create();

    private static CutForm Create()
    {
        LegBasis own = ControlledLeg.Of(Axes, Instrument);
        int columns = LegBasis.RankFourGate.Dimension;
        double[] bond = new double[own.Dimension * columns];
        bond[ControlledLeg.Identity * columns] = 0.5;
        bond[ControlledLeg.Zero * columns] = 0.5;
        bond[ControlledLeg.One * columns] = -0.25;
        int pair = Axes.Length + 1;
        Elementary.SinCos(Instrument, out double sin, out double cos);
        for (int axis = 0; axis < Axes.Length; axis++, pair += 2)
        {
            int first = ControlledLeg.Axis(axis);
            bond[((first + ControlledLeg.Turned) * columns) + axis + 1] = 0.25;
            foreach ((int entry, double weight) in new ControlledSplit(sin, cos).Of(0.25, 0.25, Instrument))
            {
                bond[((first + ControlledLeg.Even + entry) * columns) + pair] = 2 * weight;
                bond[((first + ControlledLeg.Odd + entry) * columns) + pair + 1] = -2 * weight;
            }
        }

        for (int i = 0; i < Axes.Length; i++)
        {
            for (int j = i + 1; j < Axes.Length; j++, pair += 2)
            {
                int entry = ControlledLeg.Pair(i, j);
                bond[(entry * columns) + pair] = 0.5;
                bond[((entry + 1) * columns) + pair + 1] = -0.5;
            }
        }

        return new(own, LegBasis.RankFourGate, EquatableArray<Interaction>.Empty, bond.ToEquatableArray());
    }
}
