using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Gates given by random matrices, whole and across cuts, against dense matrices.</summary>
public sealed class UnitaryGateTests
{
    /// <summary>Three gates on eight amplitudes, and their decompositions.</summary>
    private const double Exact = 1e-11;

    [Theory]
    [InlineData("AAA")]
    [InlineData("AAB")]
    [InlineData("ABB")]
    [InlineData("ABA")]
    public void Estimate_OfACutUnitary_IsTheDenseValue(string labels)
    {
        var random = new Random(11);
        PauliString pauli = PauliString.Parse("YZX");
        for (int i = 0; i < 20; i++)
        {
            (int[] Qubits, Complex[,] Matrix)[] gates =
            [
                ([0], Unitary(random, 2)), ([1], Unitary(random, 2)), ([2], Unitary(random, 2)),
                ([1, 0], Unitary(random, 4)), ([1, 2], Unitary(random, 4)),
            ];
            var builder = new CircuitBuilder(3);
            Complex[,] state = DenseMatrix.Unit(8, 0, 0);
            foreach ((int[] qubits, Complex[,] matrix) in gates)
            {
                builder.Add(Gate.Unitary(ComplexMatrix.Create(matrix.GetLength(0), (r, c) => matrix[r, c])), qubits);
                Complex[,] embedded = DenseCircuit.Embed(3, matrix, qubits);
                state = embedded.Multiply(state).Multiply(embedded.Adjoint());
            }

            Circuit circuit = builder.Build();
            double expected = state.Multiply(DensePauli.Matrix(pauli.Letters)).Trace().Real;
            CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Of(pauli), PartitionLabels.Parse(labels, 3));
            Assert.Equal(expected, new CutEstimator(plan, new(ShotBudget.Exact)).Estimate([new(0, [], [])])[0].Value, Exact);
            Assert.Equal(expected, new ExactEstimator(circuit, PauliSum.Of(pauli)).Estimate([new(0, [], [])])[0].Value, Exact);
        }
    }

    private static Complex[,] Unitary(Random random, int dimension)
    {
        Complex[,] generator = new Complex[dimension, dimension];
        for (int r = 0; r < dimension; r++)
        {
            for (int c = 0; c <= r; c++)
            {
                generator[r, c] = new Complex(r == c ? 0 : random.NextDouble() - 0.5, random.NextDouble() - 0.5) * 4;
                generator[c, r] = -Complex.Conjugate(generator[r, c]);
            }
        }

        return DenseMatrix.Exp(generator);
    }
}
