using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// What a Clifford gate g makes of the Paulis on its qubits, <c>P → g† P g</c>: for each qubit k of the gate the images of X and of Z as
/// letters on the gate's qubits with a sign.
/// </summary>
/// <param name="X">The image of X on each qubit.</param>
/// <param name="Z">The image of Z on each qubit.</param>
internal sealed record CliffordImages(IReadOnlyList<CliffordImages.Signed> X, IReadOnlyList<CliffordImages.Signed> Z)
{
    private const double Rounding = 1e-9;

    private static readonly Gate[] Letters = [Gates.Id, Gates.X, Gates.Y, Gates.Z];

    // Every string of letters on one qubit and on two, with its matrix.
    private static readonly Lazy<(Pauli[] Letters, ComplexMatrix Matrix)[]>[] Strings = [new(() => All(1)), new(() => All(2))];

    /// <summary>Returns the images under a gate of one or two qubits; null for gates that are no Clifford gates.</summary>
    public static CliffordImages? Of(GateInstruction gate)
    {
        if (gate.Targets.Count > 2 || !gate.Angles.All(IsQuarter))
        {
            return null;
        }

        ComplexMatrix matrix = gate.Gate.Matrix([.. gate.Angles.Select(a => a.Constant)]);
        Signed?[] x = Images(Pauli.X);
        Signed?[] z = Images(Pauli.Z);
        return x.Concat(z).Any(image => image is null) ? null : new([.. x.OfType<Signed>()], [.. z.OfType<Signed>()]);

        Signed?[] Images(Pauli pauli) => [.. Enumerable.Range(0, gate.Targets.Count).Select(k => Match(
            matrix.Adjoint() * Matrix([.. Enumerable.Range(0, gate.Targets.Count).Select(q => q == k ? pauli : Pauli.I)]) * matrix,
            gate.Targets.Count))];
    }

    // No rotation by another angle maps Paulis to Paulis.
    private static bool IsQuarter(Angle angle) =>
        angle.IsConstant && Math.Abs(Math.IEEERemainder(angle.Constant, Math.PI / 2)) < Rounding * Math.Max(1, Math.Abs(angle.Constant));

    private static Signed? Match(ComplexMatrix operand, int qubitCount)
    {
        foreach ((Pauli[] letters, ComplexMatrix matrix) in Strings[qubitCount - 1].Value)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                if (operand.Entries.Zip(matrix.Entries, (a, b) => Complex.Abs(a - (sign * b))).All(distance => distance < Rounding))
                {
                    return new(letters, sign);
                }
            }
        }

        return null;
    }

    private static (Pauli[] Letters, ComplexMatrix Matrix)[] All(int qubitCount) => [.. Enumerable.Range(1, (1 << (2 * qubitCount)) - 1)
        .Select(code => Enumerable.Range(0, qubitCount).Select(q => (Pauli)(code >> (2 * q) & 3)).ToArray())
        .Select(letters => (letters, Matrix(letters)))];

    // Bit i of an index is the gate's qubit i.
    private static ComplexMatrix Matrix(Pauli[] letters) => ComplexMatrix.Create(1 << letters.Length, (r, c) => Enumerable
        .Range(0, letters.Length)
        .Aggregate(Complex.One, (product, q) => product * Letters[(int)letters[q]].Matrix()[r >> q & 1, c >> q & 1]));

    /// <summary>Letters on a gate's qubits with a sign.</summary>
    /// <param name="Letters">One letter per qubit of the gate.</param>
    /// <param name="Sign">1 or -1.</param>
    internal sealed record Signed(Pauli[] Letters, int Sign);
}
