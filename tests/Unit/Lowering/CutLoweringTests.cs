using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;
using Program = CutAwareQnn.Lowering.Program;

namespace CutAwareQnn.Unit.Lowering;

[Trait("Tier", "slow")]
public class CutLoweringTests
{
    // Rounding, grown by the cuts' γ.
    private const double Rounding = 1e-10;

    private const int StepBudget = 40_000;

    private static readonly string[] Partitions = ["AB", "AAB", "ABC", "AABB", "ABAB"];

    [Fact]
    public void FusedPrograms_AreTheUncutCircuit_WithItsGradient()
    {
        int lowered = 0;
        for (int seed = 0; seed < 80; seed++)
        {
            string labels = Partitions[seed % Partitions.Length];
            int qubits = labels.Length;
            Circuit circuit = RandomCircuits.Make(seed, qubits, 4 + (seed % 5));
            var observable = PauliSum.Parse(new string("XYZ"[seed % 3], qubits));
            CutPlan plan = CutPlanner.Plan(circuit, observable, PartitionLabels.Parse(labels, qubits));
            if (CutLowering.TryExpectation(plan, StepBudget) is not { } fused)
            {
                continue;
            }

            lowered++;
            double[] weights = RandomCircuits.Weights(seed, circuit.WeightCount);
            double[] cut = Outputs(Jacobian(fused, circuit), weights);
            double[] uncut = Outputs(Jacobian(CircuitLowering.Expectation(circuit, observable), circuit), weights);
            Assert.Equal(
                DenseCircuit.Expectation(qubits, RandomCircuits.Bind(circuit, weights), observable.Terms[0].String.Letters),
                cut[0],
                Rounding);
            for (int i = 0; i < cut.Length; i++)
            {
                Assert.Equal(uncut[i], cut[i], Rounding);
            }
        }

        Assert.InRange(lowered, 30, 80);
    }

    [Fact]
    public void ProgramsBeyondTheBudget_AreNotWritten()
    {
        Circuit circuit = RandomCircuits.Make(1, 3, 9);
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZZ"), PartitionLabels.Parse("ABC", 3));
        Assert.Null(CutLowering.TryExpectation(plan, 5));
    }

    private static Jacobian Jacobian(Program program, Circuit circuit) => Differentiation.Jacobian(
        program, [.. Enumerable.Range(0, circuit.WeightCount).Select(w => new Symbol(SymbolKind.Weight, w))]);

    // The value, then its derivatives.
    private static double[] Outputs(Jacobian jacobian, double[] weights)
    {
        double[] factors = new double[jacobian.Program.ScalarCount];
        new AngleBinding(jacobian.Factors.Take(factors.Length)).Bind([], weights, factors);
        double[] outputs = new double[jacobian.Program.Outputs.Count];
        new ProgramInterpreter(jacobian.Program).Evaluate(new() { Weights = weights, Scalars = factors, Count = 1 }, outputs);
        return outputs;
    }
}
