using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Runtime.Devices;
using Xunit;

namespace CutAwareQnn.Unit.Estimation.ZeroNoise;

/// <summary>Folded circuits do the same, with more gates, and never across a measurement.</summary>
public sealed class CircuitFoldingTests
{
    // About a hundred terms are summed.
    private const double Tolerance = 1e-10;

    public static TheoryData<string, int, FoldingKind> Foldings => new(
        from name in DeviceQueries.Names
        from scale in new[] { 3, 5 }
        from kind in Enum.GetValues<FoldingKind>()
        select (name, scale, kind));

    [Theory]
    [MemberData(nameof(Foldings))]
    public void FoldedPlans_GiveTheSameValueAndGradient(string name, int scale, FoldingKind kind)
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of(name);
        GradientRequest request = new(GradientMethod.ParameterShift, GradientTargets.Features | GradientTargets.Weights);
        var exact = new EstimatorSettings(ShotBudget.Exact);
        Estimate expected = new CutEstimator(plan, exact).Estimate([query], request)[0];
        Estimate folded = new CutEstimator(CircuitFolding.Fold(plan, scale, kind), exact).Estimate([query], request)[0];
        Assert.Equal(expected.Value, folded.Value, Tolerance);
        Assert.All(expected.Gradient!.Weights.Zip(folded.Gradient!.Weights), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    [Fact]
    public void Gates_OfTwoQubits_AreFoldedAlone()
    {
        string[] folded = Folded("h q[0]; cx q[0],q[1]; rzz(0.3) q[0],q[1]; t q[1];", 3, FoldingKind.Gates);
        Assert.Equal(
            [
                "h q[0]",
                "cx q[0],q[1]",
                "cx q[0],q[1]",
                "cx q[0],q[1]",
                "rzz(0.3) q[0],q[1]",
                "rzz(-0.3) q[0],q[1]",
                "rzz(0.3) q[0],q[1]",
                "t q[1]",
            ],
            folded);
    }

    [Fact]
    public void Circuits_AreFoldedAsAWhole() => Assert.Equal(
        ["h q[0]", "s q[1]", "sdg q[1]", "h q[0]", "h q[0]", "s q[1]"], Folded("h q[0]; s q[1];", 3, FoldingKind.Circuit));

    [Fact]
    public void MeasurementsAndResets_AreNotCrossed()
    {
        string[] folded = Folded("creg c[1]; t q[0]; measure q[0] -> c[0]; s q[0]; reset q[0]; sx q[0];", 3, FoldingKind.Circuit);
        Assert.Equal(
            [
                "t q[0]",
                "tdg q[0]",
                "t q[0]",
                "measure q[0] -> c[0]",
                "s q[0]",
                "sdg q[0]",
                "s q[0]",
                "reset q[0]",
                "sx q[0]",
                "sxdg q[0]",
                "sx q[0]",
            ],
            folded);
    }

    [Fact]
    public void GatesOnMeasuredBits_AreRefused()
    {
        CutException error =
            Assert.Throws<CutException>(() => Folded("creg c[1]; measure q[0] -> c[0]; if (c==1) x q[1];", 3, FoldingKind.Gates));
        Assert.Contains("depends on measured bits", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(101)]
    public void OtherScales_AreRefused(int scale) => Assert.Throws<CutException>(() => Folded("h q[0];", scale, FoldingKind.Gates));

    // With errors of gates alone, each folded gate damps once more: the value decays by the number of gates.
    [Fact]
    public void Noise_GrowsWithTheScale()
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Study("AABB");
        var noise = new DeviceNoise(0, 0, 0.02);
        double[] values = [.. new[] { 1, 3, 5 }.Select(scale => Noisy(CircuitFolding.Fold(plan, scale, FoldingKind.Gates)))];
        double ideal = new ExactEstimator(plan.Circuit, plan.Observable).Estimate([query])[0].Value;
        int gates = plan.Fragments.Sum(f => f.Circuit.Instructions.OfType<GateInstruction>().Count(g => g.Targets.Count > 1));
        Assert.True(gates > 0);

        // Drawn from 10^11 shots per circuit.
        Assert.All(values.Index(), v => Assert.Equal(ideal * Math.Pow(0.98, gates * ((2 * v.Index) + 1)), v.Item, 1e-4));

        double Noisy(CutPlan folded)
        {
            Passes passes = new CutEstimator(folded, new(ShotBudget.Each(100_000_000_000), 7)).Start([query], null);
            foreach (Pass pass in passes.InOrder())
            {
                foreach (Job job in pass.Generate())
                {
                    pass.Add(job.On(noise).Execute());
                }

                pass.Complete();
            }

            return passes.Estimates()[0].Value;
        }
    }

    private static string[] Folded(string statements, int scale, FoldingKind kind)
    {
        Circuit circuit = OpenQasmReader.Read($"OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; {statements}").Circuit;
        return [.. CircuitFolding.Fold(circuit, scale, kind).Instructions.Select(i => i.ToString()!)];
    }
}
