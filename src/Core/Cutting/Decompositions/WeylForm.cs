using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The decomposition of a two-qubit gate without symbols from its matrix: the Cartan form with angles in [-π/4, π/4], and with one
/// angle alone, about ZZ, where the gate has operator Schmidt rank 2.
/// </summary>
internal static class WeylForm
{
    // What the decomposition leaves of an angle that is 0: some roundings of numbers of size 1.
    private const double Rounding = 1e-12;

    private static readonly Gate[] Axes = [Gates.X, Gates.Y, Gates.Z];

    // What turns XX, and YY, into ZZ on both qubits, and back.
    private static readonly (Gate[] Before, Gate[] After)[] Turns = [([Gates.H], [Gates.H]), ([Gates.Sdg, Gates.H], [Gates.H, Gates.S])];

    public static GateDecomposition Of(ComplexMatrix matrix)
    {
        WeylDecomposition weyl = WeylDecomposition.Of(matrix);
        double[] angles = [weyl.XX, weyl.YY, weyl.ZZ];
        ComplexMatrix firstAfter = weyl.FirstAfter;
        ComplexMatrix secondAfter = weyl.SecondAfter;
        for (int axis = 0; axis < 3; axis++)
        {
            // exp(iπ/2 P⊗P) is P⊗P up to a phase.
            double quarters = Math.Round(angles[axis] / (Math.PI / 2));
            angles[axis] -= quarters * (Math.PI / 2);
            angles[axis] = Math.Abs(angles[axis]) < Rounding ? 0 : angles[axis];
            if (quarters % 2 != 0)
            {
                firstAfter *= Axes[axis].Matrix();
                secondAfter *= Axes[axis].Matrix();
            }
        }

        int only = Array.FindIndex(angles, a => a != 0);
        bool isTurned = only is 0 or 1 && angles.Count(a => a != 0) == 1;
        (Gate[] before, Gate[] after) = isTurned ? Turns[only] : ([], []);
        Interaction interaction = isTurned ? new(Angle.Zero, Angle.Zero, angles[only]) : new(angles[0], angles[1], angles[2]);
        return new(
            before.Select(On).Prepend(On(weyl.FirstBefore)).ToEquatableArray(),
            after.Select(On).Append(On(firstAfter)).ToEquatableArray(),
            before.Select(On).Prepend(On(weyl.SecondBefore)).ToEquatableArray(),
            after.Select(On).Append(On(secondAfter)).ToEquatableArray(),
            interaction);
    }

    private static GateInstruction On(ComplexMatrix unitary) => On(Gate.Unitary(unitary));

    private static GateInstruction On(Gate gate) => new(gate, EquatableArray<int>.Of(0), EquatableArray<Angle>.Empty);
}
