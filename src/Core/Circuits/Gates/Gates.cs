using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>
/// The one table of gates. Names and matrices are those of OpenQASM's <c>qelib1.inc</c> and of Qiskit (global phases as Qiskit has
/// them); qubit order is little-endian in the order of arguments.
/// </summary>
public static partial class Gates
{
    private const double HalfSqrt = 0.70710678118654752440;

    private static readonly Complex I1 = Complex.ImaginaryOne;

    private static readonly Dictionary<string, Gate> ByName = new(StringComparer.Ordinal);

    private static readonly List<Gate> Table = [];

    /// <summary>Identity.</summary>
    public static Gate Id { get; } = SelfInverse("id", 1, true, ComplexMatrix.Identity(2));

    /// <summary>Pauli X.</summary>
    public static Gate X { get; } = SelfInverse("x", 1, false, new(0, 1, 1, 0));

    /// <summary>Pauli Y.</summary>
    public static Gate Y { get; } = SelfInverse("y", 1, false, new(0, -I1, I1, 0));

    /// <summary>Pauli Z.</summary>
    public static Gate Z { get; } = SelfInverse("z", 1, true, new(1, 0, 0, -1));

    /// <summary>Hadamard.</summary>
    public static Gate H { get; } = SelfInverse("h", 1, false, new(HalfSqrt, HalfSqrt, HalfSqrt, -HalfSqrt));

    /// <summary>Phase S = diag(1, i).</summary>
    public static Gate S { get; } = Fixed("s", 1, true, new(1, 0, 0, I1), () => Sdg!);

    /// <summary>Inverse of S.</summary>
    public static Gate Sdg { get; } = Fixed("sdg", 1, true, new(1, 0, 0, -I1), () => S);

    /// <summary>T = diag(1, e^{iπ/4}).</summary>
    public static Gate T { get; } = Fixed("t", 1, true, new(1, 0, 0, new Complex(HalfSqrt, HalfSqrt)), () => Tdg!);

    /// <summary>Inverse of T.</summary>
    public static Gate Tdg { get; } = Fixed("tdg", 1, true, new(1, 0, 0, new Complex(HalfSqrt, -HalfSqrt)), () => T);

    /// <summary>Square root of X.</summary>
    public static Gate SX { get; } = Fixed("sx", 1, false, SqrtX(0.5), () => SXdg!);

    /// <summary>Inverse of the square root of X.</summary>
    public static Gate SXdg { get; } = Fixed("sxdg", 1, false, SqrtX(-0.5), () => SX);

    /// <summary>exp(-i t X/2).</summary>
    public static Gate RX { get; } = Rotation("rx", 1, false, t => RotationMatrix(t[0], -I1, -I1));

    /// <summary>exp(-i t Y/2).</summary>
    public static Gate RY { get; } = Rotation("ry", 1, false, t => RotationMatrix(t[0], -1, 1));

    /// <summary>exp(-i t Z/2).</summary>
    public static Gate RZ { get; } = Rotation("rz", 1, true, t => new(Phase(-t[0] / 2), 0, 0, Phase(t[0] / 2)));

    /// <summary>diag(1, e^{it}).</summary>
    public static Gate P { get; } = Rotation("p", 1, true, t => new(1, 0, 0, Phase(t[0])));

    /// <summary>The general one-qubit gate with angles θ, φ, λ; OpenQASM 2's <c>u3</c>.</summary>
    public static Gate U { get; } = Add(new(
        "u", 1, t => General(t[0], t[1], t[2]), a => new(U!, Of(-a[0], -a[2], -a[1])), false,
        ShiftRule.TwoTerm, ShiftRule.TwoTerm, ShiftRule.TwoTerm));

    /// <summary>U(π/2, φ, λ).</summary>
    public static Gate U2 { get; } = Add(new(
        "u2", 1, t => General(Math.PI / 2, t[0], t[1]), a => new(U2!, Of(-a[1] - Math.PI, -a[0] + Math.PI)), false,
        ShiftRule.TwoTerm, ShiftRule.TwoTerm));

    /// <summary>Controlled X.</summary>
    public static Gate CX { get; } = ControlledSelfInverse("cx", 2, false, X);

    /// <summary>Controlled Y.</summary>
    public static Gate CY { get; } = ControlledSelfInverse("cy", 2, false, Y);

    /// <summary>Controlled Z.</summary>
    public static Gate CZ { get; } = ControlledSelfInverse("cz", 2, true, Z);

    /// <summary>Controlled H.</summary>
    public static Gate CH { get; } = ControlledSelfInverse("ch", 2, false, H);

    /// <summary>Controlled S.</summary>
    public static Gate CS { get; } = ControlledFixed("cs", S, () => CSdg!);

    /// <summary>Controlled S†.</summary>
    public static Gate CSdg { get; } = ControlledFixed("csdg", Sdg, () => CS);

    /// <summary>Controlled √X.</summary>
    public static Gate CSX { get; } = Add(new(
        "csx", 2, _ => SX.Matrix().Controlled(),
        _ => new(CU!, Of(Math.PI / 2, Math.PI / 2, -Math.PI / 2, -Math.PI / 4)))
    {
        Controlled = SX,
    });

    /// <summary>Controlled RX; the control is the first qubit.</summary>
    public static Gate CRX { get; } = ControlledRotation("crx", false, RX, ShiftRule.FourTerm);

    /// <summary>Controlled RY.</summary>
    public static Gate CRY { get; } = ControlledRotation("cry", false, RY, ShiftRule.FourTerm);

    /// <summary>Controlled RZ.</summary>
    public static Gate CRZ { get; } = ControlledRotation("crz", true, RZ, ShiftRule.FourTerm);

    /// <summary>Controlled phase; OpenQASM 2's <c>cu1</c>. Its generator |11⟩⟨11| has one gap, so two shifts suffice.</summary>
    public static Gate CP { get; } = ControlledRotation("cp", true, P, ShiftRule.TwoTerm);

    /// <summary>Controlled U(θ, φ, λ) with a phase γ on the control.</summary>
    public static Gate CU { get; } = Add(new(
        "cu", 2, t => ControlledGeneral(t[0], t[1], t[2], t[3]),
        a => new(CU!, Of(-a[0], -a[2], -a[1], -a[3])), false,
        ShiftRule.FourTerm, ShiftRule.TwoTerm, ShiftRule.TwoTerm, ShiftRule.TwoTerm));

    /// <summary>Controlled U(θ, φ, λ).</summary>
    public static Gate CU3 { get; } = Add(new(
        "cu3", 2, t => General(t[0], t[1], t[2]).Controlled(), a => new(CU3!, Of(-a[0], -a[2], -a[1])), false,
        ShiftRule.FourTerm, ShiftRule.TwoTerm, ShiftRule.TwoTerm)
    {
        Controlled = U,
    });

    /// <summary>Exchanges two qubits.</summary>
    public static Gate Swap { get; } = SelfInverse("swap", 2, false, new(
        1, 0, 0, 0,
        0, 0, 1, 0,
        0, 1, 0, 0,
        0, 0, 0, 1));

    /// <summary>Exchanges two qubits with a phase i: exp(iπ(XX+YY)/4).</summary>
    public static Gate ISwap { get; } = Add(new(
        "iswap", 2,
        _ => new(1, 0, 0, 0, 0, 0, I1, 0, 0, I1, 0, 0, 0, 0, 0, 1),
        _ => new(XXPlusYY!, Of(Math.PI, 0))));

    /// <summary>The square root of <see cref="ISwap"/>: exp(iπ(XX+YY)/8).</summary>
    public static Gate SqrtISwap { get; } = Add(new(
        "sqrt_iswap", 2,
        _ => new(1, 0, 0, 0, 0, HalfSqrt, I1 * HalfSqrt, 0, 0, I1 * HalfSqrt, HalfSqrt, 0, 0, 0, 0, 1),
        _ => new(XXPlusYY!, Of(Math.PI / 2, 0))));

    /// <summary>CX(a,b) and then CX(b,a).</summary>
    public static Gate DCX { get; } = Add(new(
        "dcx", 2,
        _ => new(1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0),
        _ => new(DCX!, EquatableArray<Angle>.Empty, ReversesQubits: true)));

    /// <summary>Echoed cross-resonance, as Qiskit defines it.</summary>
    public static Gate ECR { get; } = SelfInverse("ecr", 2, false, new(
        0, HalfSqrt, 0, I1 * HalfSqrt,
        HalfSqrt, 0, -I1 * HalfSqrt, 0,
        0, I1 * HalfSqrt, 0, HalfSqrt,
        -I1 * HalfSqrt, 0, HalfSqrt, 0));

    /// <summary>exp(-i t XX/2).</summary>
    public static Gate RXX { get; } = Rotation("rxx", 2, false, t => PauliPairMatrix(t[0], -I1, -I1));

    /// <summary>exp(-i t YY/2).</summary>
    public static Gate RYY { get; } = Rotation("ryy", 2, false, t => PauliPairMatrix(t[0], I1, -I1));

    /// <summary>exp(-i t ZZ/2).</summary>
    public static Gate RZZ { get; } = Rotation("rzz", 2, true, t =>
    {
        Complex even = Phase(-t[0] / 2);
        Complex odd = Phase(t[0] / 2);
        return new(even, 0, 0, 0, 0, odd, 0, 0, 0, 0, odd, 0, 0, 0, 0, even);
    });

    /// <summary>exp(-i t ZX/2): Z on the first, X on the second qubit.</summary>
    public static Gate RZX { get; } = Rotation("rzx", 2, false, t =>
    {
        Complex c = Elementary.Cos(t[0] / 2);
        Complex s = I1 * Elementary.Sin(t[0] / 2);
        return new(c, 0, -s, 0, 0, c, 0, s, -s, 0, c, 0, 0, s, 0, c);
    });

    /// <summary>RZ(-β) on the first, exp(-i t(XX+YY)/4), RZ(β) on the first, as an operator product read from the left.</summary>
    public static Gate XXPlusYY { get; } = Add(new(
        "xx_plus_yy", 2,
        t =>
        {
            Complex c = Elementary.Cos(t[0] / 2);
            Complex s = -I1 * Elementary.Sin(t[0] / 2);
            return new(
                1, 0, 0, 0,
                0, c, s * Phase(-t[1]), 0,
                0, s * Phase(t[1]), c, 0,
                0, 0, 0, 1);
        },
        a => new(XXPlusYY!, Of(-a[0], a[1])), false,
        ShiftRule.FourTerm, ShiftRule.DoubleFrequency));

    /// <summary>RZ(β) on the second, exp(-i t(XX-YY)/4), RZ(-β) on the second, as an operator product read from the left.</summary>
    public static Gate XXMinusYY { get; } = Add(new(
        "xx_minus_yy", 2,
        t =>
        {
            Complex c = Elementary.Cos(t[0] / 2);
            Complex s = -I1 * Elementary.Sin(t[0] / 2);
            return new(
                c, 0, 0, s * Phase(-t[1]),
                0, 1, 0, 0,
                0, 0, 1, 0,
                s * Phase(t[1]), 0, 0, c);
        },
        a => new(XXMinusYY!, Of(-a[0], a[1])), false,
        ShiftRule.FourTerm, ShiftRule.DoubleFrequency));

    /// <summary>X on the third qubit, controlled by the first two.</summary>
    public static Gate CCX { get; } = ControlledSelfInverse("ccx", 3, false, CX);

    /// <summary>Z controlled by two qubits.</summary>
    public static Gate CCZ { get; } = ControlledSelfInverse("ccz", 3, true, CZ);

    /// <summary>Exchanges the second and third qubit, controlled by the first.</summary>
    public static Gate CSwap { get; } = ControlledSelfInverse("cswap", 3, false, Swap);

    /// <summary>Every gate, in table order.</summary>
    public static IReadOnlyList<Gate> All => Table;

    /// <summary>
    /// Finds a gate by its OpenQASM name, <c>u1</c>, <c>u3</c>, <c>cu1</c> and other aliases included; null if there is none.
    /// </summary>
    public static Gate? Find(string name) => ByName.TryGetValue(name, out Gate? gate) ? gate : name switch
    {
        "c3x" => MultiControlledX(3),
        "c4x" => MultiControlledX(4),
        _ => null,
    };

    static Gates()
    {
        ByName["u1"] = P;
        ByName["u3"] = U;
        ByName["U"] = U;
        ByName["CX"] = CX;
        ByName["phase"] = P;
        ByName["cnot"] = CX;
        ByName["cphase"] = CP;
        ByName["cu1"] = CP;
    }

    private static Gate Add(Gate gate)
    {
        Table.Add(gate);
        ByName.Add(gate.Name, gate);
        return gate;
    }

    private static Gate SelfInverse(string name, int qubitCount, bool isDiagonal, ComplexMatrix matrix)
    {
        Gate? gate = null;
        gate = Add(new(name, qubitCount, _ => matrix, a => new(gate!, a.ToEquatableArray()), isDiagonal));
        return gate;
    }

    private static Gate Fixed(string name, int qubitCount, bool isDiagonal, ComplexMatrix matrix, Func<Gate> inverse) =>
        Add(new(name, qubitCount, _ => matrix, a => new(inverse(), a.ToEquatableArray()), isDiagonal));

    private static Gate Rotation(string name, int qubitCount, bool isDiagonal, Func<double[], ComplexMatrix> matrix)
    {
        Gate? gate = null;
        gate = Add(new(name, qubitCount, matrix, a => new(gate!, Of(-a[0])), isDiagonal, ShiftRule.TwoTerm));
        return gate;
    }

    private static Gate ControlledSelfInverse(string name, int qubitCount, bool isDiagonal, Gate controlled)
    {
        ComplexMatrix matrix = controlled.Matrix().Controlled();
        Gate? gate = null;
        gate = Add(new(name, qubitCount, _ => matrix, a => new(gate!, a.ToEquatableArray()), isDiagonal) { Controlled = controlled });
        return gate;
    }

    private static Gate ControlledFixed(string name, Gate controlled, Func<Gate> inverse)
    {
        ComplexMatrix matrix = controlled.Matrix().Controlled();
        return Add(new(name, 2, _ => matrix, a => new(inverse(), a.ToEquatableArray()), controlled.IsDiagonal) { Controlled = controlled });
    }

    private static Gate ControlledRotation(string name, bool isDiagonal, Gate controlled, ShiftRule rule)
    {
        Gate? gate = null;
        gate = Add(new(
            name, 2, t => controlled.Matrix(t[0]).Controlled(), a => new(gate!, Of(-a[0])), isDiagonal, rule)
        { Controlled = controlled });
        return gate;
    }

    private static EquatableArray<Angle> Of(params Angle[] angles) => EquatableArray<Angle>.Of(angles);

    private static Complex Phase(double t) => new(Elementary.Cos(t), Elementary.Sin(t));

    private static ComplexMatrix SqrtX(double sign)
    {
        var near = new Complex(0.5, sign);
        var far = new Complex(0.5, -sign);
        return new(near, far, far, near);
    }

    // cos(t/2) I + sin(t/2) K for an off-diagonal K.
    private static ComplexMatrix RotationMatrix(double t, Complex upper, Complex lower)
    {
        double c = Elementary.Cos(t / 2);
        double s = Elementary.Sin(t / 2);
        return new(c, s * upper, s * lower, c);
    }

    // cos(t/2) on the diagonal, sin(t/2) times the corner (00-11) and the middle (01-10) on the anti-diagonal.
    private static ComplexMatrix PauliPairMatrix(double t, Complex corner, Complex middle)
    {
        double c = Elementary.Cos(t / 2);
        double s = Elementary.Sin(t / 2);
        return new(
            c, 0, 0, s * corner,
            0, c, s * middle, 0,
            0, s * middle, c, 0,
            s * corner, 0, 0, c);
    }

    private static ComplexMatrix General(double theta, double phi, double lambda)
    {
        double c = Elementary.Cos(theta / 2);
        double s = Elementary.Sin(theta / 2);
        return new(c, -Phase(lambda) * s, Phase(phi) * s, Phase(phi + lambda) * c);
    }

    private static ComplexMatrix ControlledGeneral(double theta, double phi, double lambda, double gamma)
    {
        ComplexMatrix general = General(theta, phi, lambda);
        Complex phase = Phase(gamma);
        return ComplexMatrix.Create(2, (r, c) => phase * general[r, c]).Controlled();
    }
}
