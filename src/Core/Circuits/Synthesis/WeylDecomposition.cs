using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>
/// A two-qubit unitary as <c>e^{i·Phase} (After) exp(i(XX·X⊗X + YY·Y⊗Y + ZZ·Z⊗Z)) (Before)</c> with one-qubit unitaries before and
/// after: the Cartan (KAK) decomposition. Kraus and Cirac 2001, arXiv:quant-ph/0011050; Tucci, arXiv:quant-ph/0507171.
/// </summary>
/// <param name="FirstBefore">On the gate's first qubit, 2 × 2.</param>
/// <param name="SecondBefore">On its second qubit.</param>
/// <param name="XX">Radians; no canonical chamber is chosen.</param>
/// <param name="YY">Radians.</param>
/// <param name="ZZ">Radians.</param>
/// <param name="FirstAfter">After the interaction, on the first qubit.</param>
/// <param name="SecondAfter">The same on the second.</param>
/// <param name="Phase">The global phase, radians.</param>
public sealed record WeylDecomposition(
    ComplexMatrix FirstBefore,
    ComplexMatrix SecondBefore,
    double XX,
    double YY,
    double ZZ,
    ComplexMatrix FirstAfter,
    ComplexMatrix SecondAfter,
    double Phase)
{
    // In the magic basis local unitaries are real and the interaction is diagonal.
    private static readonly ComplexMatrix Magic = ComplexMatrix.Create(4, (r, c) =>
    {
        Complex[] entries = [1, 0, 0, new(0, 1), 0, new(0, 1), 1, 0, 0, new(0, 1), -1, 0, 1, 0, 0, new(0, -1)];
        return entries[(4 * r) + c] * Math.Sqrt(0.5);
    });

    /// <summary>Decomposes a 4 × 4 unitary; bit 0 of an index is the gate's first qubit.</summary>
    public static WeylDecomposition Of(ComplexMatrix unitary)
    {
        ComplexMatrix v = Magic.Adjoint() * unitary * Magic;
        ComplexMatrix square = v.Transpose() * v;
        ComplexMatrix p = Proper(JointEigenvectors.Of(
            ComplexMatrix.Create(4, (r, c) => 0.5 * (square[r, c].Real + square[c, r].Real)),
            ComplexMatrix.Create(4, (r, c) => 0.5 * (square[r, c].Imaginary + square[c, r].Imaginary))));
        ComplexMatrix diagonal = p.Transpose() * square * p;
        double[] d = Enumerable.Range(0, 4).Select(i => 0.5 * Elementary.Atan2(diagonal[i, i].Imaginary, diagonal[i, i].Real)).ToArray();
        ComplexMatrix k = Unturned(v * p, d);
        if (Determinant(k) < 0)
        {
            d[0] += Math.PI;
            k = Unturned(v * p, d);
        }

        double phase = d.Sum() / 4;
        (ComplexMatrix firstAfter, ComplexMatrix secondAfter) = Factors(Magic * k * Magic.Adjoint());
        (ComplexMatrix firstBefore, ComplexMatrix secondBefore) = Factors(Magic * p.Transpose() * Magic.Adjoint());
        return new(
            firstBefore, secondBefore,
            ((d[0] + d[1]) / 2) - phase, ((d[1] + d[3]) / 2) - phase, ((d[0] + d[3]) / 2) - phase,
            firstAfter, secondAfter, phase);
    }

    /// <summary>Returns the unitary as gates of the table, up to the global phase.</summary>
    /// <param name="first">The gate's first qubit.</param>
    /// <param name="second">Its second qubit.</param>
    public IEnumerable<GateInstruction> ToGates(int first, int second)
    {
        yield return Local(FirstBefore, first);
        yield return Local(SecondBefore, second);
        foreach ((Gate gate, double angle) in new[] { (Gates.RXX, XX), (Gates.RYY, YY), (Gates.RZZ, ZZ) })
        {
            if (angle != 0)
            {
                yield return new(gate, EquatableArray<int>.Of(first, second), EquatableArray<Angle>.Of(-2 * angle));
            }
        }

        yield return Local(FirstAfter, first);
        yield return Local(SecondAfter, second);
    }

    private static GateInstruction Local(ComplexMatrix unitary, int qubit)
    {
        EulerAngles angles = EulerAngles.Of(unitary);
        return new(
            Gates.U, EquatableArray<int>.Of(qubit), EquatableArray<Angle>.Of(angles.Theta, angles.Phi, angles.Lambda));
    }

    // Eigenvectors with determinant 1, by turning the first one round where it is -1.
    private static ComplexMatrix Proper(ComplexMatrix vectors) => Determinant(vectors) > 0
        ? vectors
        : ComplexMatrix.Create(4, (r, c) => c == 0 ? -vectors[r, c] : vectors[r, c]);

    private static ComplexMatrix Unturned(ComplexMatrix matrix, double[] phases) => ComplexMatrix.Create(
        4, (r, c) => matrix[r, c] * new Complex(Elementary.Cos(phases[c]), -Elementary.Sin(phases[c])));

    // Of a real orthogonal matrix, by expansion along the first row.
    private static double Determinant(ComplexMatrix matrix)
    {
        double[,] rows = new double[4, 4];
        for (int i = 0; i < 16; i++)
        {
            rows[i / 4, i % 4] = matrix.Entries[i].Real;
        }

        double determinant = 0;
        for (int c = 0; c < 4; c++)
        {
            int[] o = Enumerable.Range(0, 4).Where(i => i != c).ToArray();
            double minor = (rows[1, o[0]] * ((rows[2, o[1]] * rows[3, o[2]]) - (rows[2, o[2]] * rows[3, o[1]])))
                - (rows[1, o[1]] * ((rows[2, o[0]] * rows[3, o[2]]) - (rows[2, o[2]] * rows[3, o[0]])))
                + (rows[1, o[2]] * ((rows[2, o[0]] * rows[3, o[1]]) - (rows[2, o[1]] * rows[3, o[0]])));
            determinant += ((c & 1) == 0 ? 1 : -1) * rows[0, c] * minor;
        }

        return determinant;
    }

    // second ⊗ first: every 2 × 2 block is a multiple of the first; the largest block gives it with the least error.
    private static (ComplexMatrix First, ComplexMatrix Second) Factors(ComplexMatrix product)
    {
        ComplexMatrix[] blocks = Enumerable.Range(0, 4)
            .Select(b => ComplexMatrix.Create(2, (r, c) => product[(2 * (b / 2)) + r, (2 * (b % 2)) + c]))
            .ToArray();
        ComplexMatrix largest = blocks.OrderByDescending(Norm).First();
        double scale = Norm(largest) / Math.Sqrt(2);
        ComplexMatrix first = ComplexMatrix.Create(2, (r, c) => largest[r, c] / scale);
        ComplexMatrix inverse = first.Adjoint();
        Complex[] second = blocks.Select(b => inverse * b).Select(m => 0.5 * (m[0, 0] + m[1, 1])).ToArray();
        return (first, new ComplexMatrix(second));
    }

    private static double Norm(ComplexMatrix block) => Math.Sqrt(block.Entries.Sum(e => e.Real * e.Real + (e.Imaginary * e.Imaginary)));
}
