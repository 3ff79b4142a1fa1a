using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Runs whose branches go on as one, against the sum over every branch.</summary>
public sealed class BranchMergerTests
{
    private const double Exact = 1e-11;

    /// <summary>Central differences with step 1e-5 round and truncate to about 1e-10.</summary>
    private const double Differences = 1e-8;

    private static readonly double[] Weights = [0.4, 1.1, -0.7, 2.3];

    // 4^6 branches without merging, as the bits of a round are read in that and the next round only.
    [Fact]
    public void ALoopOfMeasurements_HasTheValueOfAllBranches()
    {
        Circuit circuit = Rounds(6);
        Assert.Equal(4096, CircuitSimulator.Branches(circuit, [], Weights).Count);
        foreach (string letters in new[] { "IIZZ", "IXII", "ZIIY", "XYZX" })
        {
            Assert.Equal(Sum(circuit, letters, Weights), Value(circuit, letters, Weights), Exact);
        }
    }

    [Fact]
    public void ALoopOfManyRounds_KeepsFewBranches()
    {
        Circuit circuit = Rounds(40);
        KetEvolution run = KetEvolution.Forward(
            BoundCircuit.Bind(circuit, [], Weights), KetLayout.Uncut, new(circuit.QubitCount), record: false, keepBits: false);
        Assert.InRange(run.Branches.Count, 1, 4 * BranchMerger.FewBranches);
        Assert.Equal(1, run.Branches.Sum(b => b.Kets[0]!.SquaredNorm), Exact);
    }

    [Fact]
    public void Bits_ThatAreStillRead_KeepBranchesApart()
    {
        // Both outcomes leave the same state; only the last instructions tell them apart.
        var builder = new CircuitBuilder(2, 8);
        for (int bit = 0; bit < 8; bit++)
        {
            builder.Add(Gates.RY, Angle.Weight(0), 0).Add(new Measurement(0, bit)).Add(new Reset(0));
        }

        for (int bit = 0; bit < 8; bit++)
        {
            builder.Add(new Conditional(new(EquatableArray<int>.Of(bit), 1), Gate(Gates.RX, 1, Angle.Weight(1))));
        }

        Circuit circuit = builder.Build();
        Assert.Equal(Sum(circuit, "ZI", Weights[..2]), Value(circuit, "ZI", Weights[..2]), Exact);
        double turn = Math.Sin(Weights[0] / 2) * Math.Sin(Weights[0] / 2);
        System.Numerics.Complex mean = System.Numerics.Complex.Pow(
            1 - turn + (turn * System.Numerics.Complex.Exp(System.Numerics.Complex.ImaginaryOne * Weights[1])), 8);
        Assert.Equal(mean.Real, Value(circuit, "ZI", Weights[..2]), Exact);
    }

    [Fact]
    public void Gradients_GoBackThroughEveryPart()
    {
        Circuit circuit = Rounds(5);
        CutPlan plan = PlanOf(circuit, "AAAA", "XYZX");
        double[] gradient = CutEvaluation.Gradient(plan, 0, Weights);
        for (int w = 0; w < Weights.Length; w++)
        {
            Assert.Equal(Slope(circuit, "XYZX", w), gradient[w], Differences);
        }
    }

    [Fact]
    public void ACutLoop_HasTheValueAndTheGradientOfTheWhole()
    {
        Circuit circuit = Rounds(5);
        CutPlan plan = PlanOf(circuit, "AAAB", "XYZX");
        Assert.Equal(Sum(circuit, "XYZX", Weights), CutEvaluation.Value(plan, 0, Weights), Exact);
        double[] gradient = CutEvaluation.Gradient(plan, 0, Weights);
        for (int w = 0; w < Weights.Length; w++)
        {
            Assert.Equal(Slope(circuit, "XYZX", w), gradient[w], Differences);
        }
    }

    // A round turns qubit 2 by what the two helpers show, and the next round depends on it; qubit 3 takes part before and after.
    private static Circuit Rounds(int count)
    {
        CircuitBuilder builder = new CircuitBuilder(4, 2 * count)
            .Add(Gates.RY, Angle.Weight(2), 2).Add(Gates.RY, Angle.Weight(3), 3).Add(Gates.CX, 2, 3);
        for (int round = 0; round < count; round++)
        {
            int bit = 2 * round;
            builder.Add(new Reset(0)).Add(new Reset(1))
                .Add(Gates.RY, Angle.Weight(0), 0).Add(Gates.RY, Angle.Weight(1), 1).Add(Gates.CZ, 0, 1).Add(Gates.H, 1);
            if (round > 0)
            {
                builder.Add(new Conditional(new(EquatableArray<int>.Of(bit - 2, bit - 1), 2), Gate(Gates.X, 0)));
            }

            builder.Add(new Measurement(0, bit)).Add(new Measurement(1, bit + 1))
                .Add(new Conditional(new(EquatableArray<int>.Of(bit, bit + 1), 1), Gate(Gates.Z, 2)));
        }

        return builder.Add(Gates.RX, Angle.Weight(2), 2).Build();
    }

    private static double Value(Circuit circuit, string letters, double[] weights) =>
        CircuitSimulator.Expectation(circuit, [], weights, PauliSum.Parse(letters));

    private static double Sum(Circuit circuit, string letters, double[] weights) =>
        CircuitSimulator.Branches(circuit, [], weights).Sum(b => b.State.Expectation(PauliString.Parse(letters)));

    private static double Slope(Circuit circuit, string letters, int weight)
    {
        const double Step = 1e-5;
        double[] up = [.. Weights], down = [.. Weights];
        up[weight] += Step;
        down[weight] -= Step;
        return (Sum(circuit, letters, up) - Sum(circuit, letters, down)) / (2 * Step);
    }

    private static CutPlan PlanOf(Circuit circuit, string labels, string letters) =>
        CutPlanner.Plan(circuit, PauliSum.Parse(letters), PartitionLabels.Parse(labels, circuit.QubitCount), PlanSettings.Plain);

    private static GateInstruction Gate(Gate gate, int qubit, params Angle[] angles) =>
        new(gate, EquatableArray<int>.Of(qubit), angles.ToEquatableArray());
}
