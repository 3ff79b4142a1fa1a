using System.Globalization;
using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>
/// The modifiers of gates: <c>ctrl</c> and <c>pow</c>, written as gates of the table; <c>inv</c> is
/// <see cref="GateInstruction.Inverse"/>. Global phases are kept where a control would show them, so modifiers can be nested.
/// </summary>
public static class GateModifiers
{
    /// <summary>Larger powers are one unitary instead of repetitions.</summary>
    private const int FewRepetitions = 16;

    private const int MostRepetitions = 10_000;

    private const int LongestOrder = 32;

    // Products of some tens of matrices with entries of size 1.
    private const double Rounding = 1e-12;

    /// <summary>Returns the gate under one control.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="control">Another qubit; the gate happens where it is 1.</param>
    public static IReadOnlyList<GateInstruction> Controlled(this GateInstruction gate, int control) => gate.Controlled([control]);

    /// <summary>Returns the gate under many controls: exact, global phase of the gate included.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="controls">Other qubits, at most 10; the gate happens where all are 1.</param>
    /// <returns>Gates of the table in time order.</returns>
    /// <exception cref="CircuitException">A qubit is used twice, or there are too many controls.</exception>
    public static IReadOnlyList<GateInstruction> Controlled(this GateInstruction gate, IReadOnlyList<int> controls)
    {
        int[] qubits = [.. controls, .. gate.Targets];
        int repeated = qubits.GroupBy(q => q).Where(g => g.Count() > 1).Select(g => g.Key).DefaultIfEmpty(-1).First();
        return repeated >= 0
            ? throw new CircuitException($"'{gate}' under controls uses qubit {repeated} twice; give distinct qubits")
            : Controls.On(gate, controls);
    }

    /// <summary>
    /// Returns a power of the gate on the principal branch: an eigenvalue e^{iφ} with φ in (-π, π] becomes e^{iφ·exponent}. Angles of
    /// rotations and phases are multiplied; constant ones are brought into their principal range first, symbols are not.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="exponent">Any angle expression, dimensionless; a symbol only for gates whose power is a change of angle.</param>
    /// <returns>Gates in time order.</returns>
    /// <exception cref="CircuitException">This power of this gate has no form here.</exception>
    public static IReadOnlyList<GateInstruction> Power(this GateInstruction gate, Angle exponent)
    {
        if (exponent.IsConstant && Math.Floor(exponent.Constant) == exponent.Constant)
        {
            return gate.WholePower((BigInteger)exponent.Constant);
        }

        IReadOnlyList<int> q = gate.Targets;
        if (gate.Gate.ParameterCount == 1)
        {
            return gate.Angles[0].IsConstant ? PrincipalRotation(gate, exponent) : [WithAngle(gate, gate.Angles[0] * exponent)];
        }

        if (PhaseForm.Of(gate) is { } form)
        {
            return form.Around([Controls.Instruction(Gates.P, [form.Angle * exponent], q[0])], q[0]);
        }

        if (gate.Gate.Controlled is { ParameterCount: 0 } controlled)
        {
            var inner = new GateInstruction(controlled, q.Skip(1).ToEquatableArray(), gate.Angles);
            return inner.Power(exponent).SelectMany(g => g.Controlled(q[0])).ToArray();
        }

        return gate.Gate.Name switch
        {
            "iswap" => [Controls.Instruction(Gates.XXPlusYY, [-Math.PI * exponent, 0], q[0], q[1])],
            "sqrt_iswap" => [Controls.Instruction(Gates.XXPlusYY, [-Math.PI / 2 * exponent, 0], q[0], q[1])],
            "swap" => Swapped(Controls.Instruction(Gates.X, [], q[0]).Power(exponent), q[0], q[1]),
            _ when IsMatrix(gate) && exponent.IsConstant => [OfMatrix(gate, Matrix(gate).Power(exponent.Constant))],
            _ => throw NoPower(gate, exponent.ToString()),
        };
    }

    /// <summary>Returns a whole power of the gate, exact for every integer.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="exponent">Any integer; a negative one inverts.</param>
    /// <returns>Gates in time order.</returns>
    /// <exception cref="CircuitException">This power of this gate has no form here.</exception>
    public static IReadOnlyList<GateInstruction> WholePower(this GateInstruction gate, BigInteger exponent)
    {
        bool isSmall = BigInteger.Abs(exponent) <= FewRepetitions;
        if (gate.Gate.ParameterCount == 1)
        {
            Angle angle = gate.Angles[0];
            return [WithAngle(gate, isSmall || !angle.IsConstant
                ? angle * (double)exponent
                : WholeMultiple.Of(angle.Constant, exponent, HalfTurns(gate.Gate)))];
        }

        if (isSmall)
        {
            return Repeated(gate, (int)exponent);
        }

        return gate.Gate.ParameterCount == 0 && OrderOf(gate.Gate) is { } order ? Repeated(gate, (int)BigInteger.Remainder(exponent, order))
            : IsMatrix(gate) ? [OfMatrix(gate, Matrix(gate).WholePower(exponent))]
            : BigInteger.Abs(exponent) <= MostRepetitions ? Repeated(gate, (int)exponent)
            : throw NoPower(gate, exponent.ToString(CultureInfo.InvariantCulture));
    }

    // A rotation by 2π is -1 as a whole, which no angle of a rotation reaches continuously; its power is a matrix.
    private static GateInstruction[] PrincipalRotation(GateInstruction gate, Angle exponent)
    {
        int halfTurns = HalfTurns(gate.Gate);
        double angle = WholeMultiple.Centred(gate.Angles[0].Constant, halfTurns);
        return halfTurns == 2 && Math.Abs(angle) > (2 * Math.PI) - Rounding && exponent.IsConstant
            ? [OfMatrix(gate, Matrix(gate).Power(exponent.Constant))]
            : [WithAngle(gate, angle * exponent)];
    }

    // Phases come back after 2π, rotations, which halve their angle, after 4π.
    private static int HalfTurns(Gate gate) => gate.Name is "p" or "cp" ? 1 : 2;

    private static GateInstruction WithAngle(GateInstruction gate, Angle angle) => gate with { Angles = EquatableArray<Angle>.Of(angle) };

    private static GateInstruction OfMatrix(GateInstruction gate, ComplexMatrix matrix) =>
        new(Gate.Unitary(matrix), gate.Targets, EquatableArray<Angle>.Empty);

    private static bool IsMatrix(GateInstruction gate) => gate.Gate.QubitCount <= 2 && gate.Angles.All(a => a.IsConstant);

    // The smallest power that is the identity; null where none is found.
    private static int? OrderOf(Gate gate)
    {
        ComplexMatrix matrix = gate.Matrix();
        ComplexMatrix power = matrix;
        for (int order = 1; order <= LongestOrder; order++, power *= matrix)
        {
            ComplexMatrix current = power;
            if (Enumerable.Range(0, matrix.Dimension).All(r => Enumerable.Range(0, matrix.Dimension)
                .All(c => Complex.Abs(current[r, c] - (r == c ? 1 : 0)) < Rounding)))
            {
                return order;
            }
        }

        return null;
    }

    private static CircuitException NoPower(GateInstruction gate, string exponent) => new(
        $"'{gate}' to the power {exponent} has no form here; give constant angles and a constant exponent");

    private static ComplexMatrix Matrix(GateInstruction gate) => gate.Gate.Matrix(gate.Angles.Select(a => a.Constant).ToArray());

    private static GateInstruction[] Repeated(GateInstruction gate, int exponent)
    {
        GateInstruction repeated = exponent < 0 ? gate.Inverse() : gate;
        bool isSelfInverse = gate.Gate.ParameterCount == 0 && gate.Inverse().Equals(gate);
        int count = isSelfInverse ? Math.Abs(exponent) % 2 : Math.Abs(exponent);
        return Enumerable.Repeat(repeated, count).ToArray();
    }

    // SWAP is an X on the first qubit, controlled by the second, between CX gates the other way round.
    private static IReadOnlyList<GateInstruction> Swapped(IReadOnlyList<GateInstruction> power, int a, int b) =>
    [
        Controls.Instruction(Gates.CX, [], a, b),
        .. power.SelectMany(g => g.Controlled(b)),
        Controls.Instruction(Gates.CX, [], a, b),
    ];
}
