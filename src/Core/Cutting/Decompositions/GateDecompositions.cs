using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The closed forms of the named two-qubit gates: each a ZZ rotation, or a rotation about two or three axes, between one-qubit
/// gates; of any other gate without symbols the form of its matrix. Mitarai and Fujii 2021, arXiv:1909.07534 (rank 2) and
/// arXiv:2006.11174 (rank 4).
/// </summary>
public static class GateDecompositions
{
    private const double Quarter = Math.PI / 4;

    private static readonly GateInstruction[] None = [];

    /// <summary>
    /// Finds the decomposition of a two-qubit gate; null if the gate has symbols and no closed form, and must be expanded first.
    /// </summary>
    public static GateDecomposition? Find(GateInstruction gate)
    {
        IReadOnlyList<Angle> a = gate.Angles;
        return gate.Gate.Name switch
        {
            "rzz" => Rotation(a[0], Frame.Z, Frame.Z),
            "rxx" => Rotation(a[0], Frame.X, Frame.X),
            "ryy" => Rotation(a[0], Frame.Y, Frame.Y),
            "rzx" => Rotation(a[0], Frame.Z, Frame.X),
            "crx" => Controlled(a[0], Frame.X, None),
            "cry" => Controlled(a[0], Frame.Y, None),
            "crz" => Controlled(a[0], Frame.Z, None),
            "cp" => Controlled(a[0], Frame.Z, [On(Gates.P, 0.5 * a[0])]),
            "cx" => Controlled(Math.PI, Frame.X, [On(Gates.S)]),
            "cy" => Controlled(Math.PI, Frame.Y, [On(Gates.S)]),
            "cz" => Controlled(Math.PI, Frame.Z, [On(Gates.S)]),
            "ch" => Controlled(Math.PI, Frame.H, [On(Gates.S)]),
            "cs" => Controlled(2 * Quarter, Frame.Z, [On(Gates.T)]),
            "csdg" => Controlled(-2 * Quarter, Frame.Z, [On(Gates.Tdg)]),
            "csx" => Controlled(2 * Quarter, Frame.X, [On(Gates.T)]),
            "ecr" => Echoed(),
            "swap" => Bare(new(Quarter, Quarter, Quarter)),
            "iswap" => Bare(new(Quarter, Quarter, Angle.Zero)),
            "sqrt_iswap" => Bare(new(Quarter / 2, Quarter / 2, Angle.Zero)),
            "dcx" => new(
                Of(On(Gates.H), On(Gates.Sdg)), Of(), Of(On(Gates.Sdg)), Of(On(Gates.H)),
                new(Quarter, Quarter, Angle.Zero)),
            "xx_plus_yy" => new(
                Of(On(Gates.RZ, a[1])), Of(On(Gates.RZ, -a[1])), Of(), Of(),
                new(-0.25 * a[0], -0.25 * a[0], Angle.Zero)),
            "xx_minus_yy" => new(
                Of(), Of(), Of(On(Gates.RZ, -a[1])), Of(On(Gates.RZ, a[1])),
                new(-0.25 * a[0], 0.25 * a[0], Angle.Zero)),
            _ when gate.Gate.QubitCount == 2 && a.All(angle => angle.IsConstant) =>
                WeylForm.Of(gate.Gate.Matrix(a.Select(angle => angle.Constant).ToArray())),
            _ => null,
        };
    }

    private static GateDecomposition Bare(Interaction interaction) => new(Of(), Of(), Of(), Of(), interaction);

    // exp(-i t/2 P⊗Q) is a ZZ rotation between the frames that turn Z into P and Q.
    private static GateDecomposition Rotation(Angle t, Frame first, Frame second) => new(
        Of(first.Before), Of(first.After), Of(second.Before), Of(second.After), new(Angle.Zero, Angle.Zero, -0.5 * t));

    // C-R_n(t) = (I ⊗ R_n(t/2)) exp(i t/4 Z⊗n); a phase on the controlled unitary is one more gate on the control.
    private static GateDecomposition Controlled(Angle t, Frame axis, GateInstruction[] onControl) => new(
        Of(), Of(onControl), Of(axis.Before), Of([On(Gates.RZ, 0.5 * t), .. axis.After]),
        new(Angle.Zero, Angle.Zero, 0.25 * t));

    private static GateDecomposition Echoed()
    {
        GateDecomposition cx = Controlled(Math.PI, Frame.X, [On(Gates.S), On(Gates.X)]);
        return cx with
        {
            FirstBefore = Of(On(Gates.S)),
            SecondBefore = Of([On(Gates.SX), .. cx.SecondBefore]),
        };
    }

    private static EquatableArray<GateInstruction> Of(params GateInstruction[] gates) => gates.ToEquatableArray();

    private static GateInstruction On(Gate gate, params Angle[] angles) =>
        new(gate, EquatableArray<int>.Of(0), angles.ToEquatableArray());

    // Gates before and after a Z-type operation that make it act along another axis.
    private sealed record Frame(GateInstruction[] Before, GateInstruction[] After)
    {
        public static Frame Z { get; } = new([], []);

        public static Frame X { get; } = new([On(Gates.H)], [On(Gates.H)]);

        public static Frame Y { get; } = new([On(Gates.Sdg), On(Gates.H)], [On(Gates.H), On(Gates.S)]);

        // The axis (X+Z)/√2 of the Hadamard gate.
        public static Frame H { get; } = new([On(Gates.RY, -Quarter)], [On(Gates.RY, Quarter)]);
    }
}
