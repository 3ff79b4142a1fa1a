using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>Circuits that leave the process and the value that their counts give.</summary>
public sealed class DeviceQueryTests
{
    // Double precision; about a hundred terms are summed.
    private const double Tolerance = 1e-10;

    public static TheoryData<string> Queries => [.. DeviceQueries.Names];

    [Theory]
    [MemberData(nameof(Queries))]
    public void ExactMeansOfTheCircuits_GiveTheUncutValue(string name)
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of(name);
        var device = new DeviceQuery(plan, query);
        Estimate estimate =
            device.Reconstruct([.. device.Circuits.Select(c => Moments(c, Exact(c)))], [.. device.Circuits.Select(_ => 1000L)]);
        Assert.Equal(new ExactEstimator(plan.Circuit, plan.Observable).Estimate([query])[0].Value, estimate.Value, Tolerance);
        Assert.True(device.Circuits.Count == 0 || estimate.StandardError > 0);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Files_OfEveryDialect_GiveTheSameOutcomes(string name)
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of(name);
        foreach (DeviceCircuit circuit in new DeviceQuery(plan, query).Circuits)
        {
            SortedDictionary<BigInteger, double> exact = Exact(circuit);
            foreach (DeviceDialect dialect in DeviceDialect.All.Where(d => !d.IsTerminal))
            {
                AssertSame(
                    exact, ExactOutcomes.Of(OpenQasmReader.Read(Plain(DeviceProgram.Write(circuit.Circuit, circuit.Registers, dialect)))));
            }

            AssertSame(exact, ExactOutcomes.Of(OpenQasmReader.Read(
                DeviceProgram.Write(DeferredMeasurements.Of(circuit.Circuit), circuit.Registers, DeviceDialect.Of("qibo")))));
        }
    }

    [Fact]
    public void Files_HaveOneStatementPerLine_PlainAngles_AndKnownGates()
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("gates");
        foreach (DeviceCircuit circuit in new DeviceQuery(plan, query).Circuits)
        {
            string[] lines = DeviceProgram.Write(circuit.Circuit, circuit.Registers, DeviceDialect.Of("qiskit")).TrimEnd().Split('\n');
            Assert.All(lines.Skip(2), line => Assert.Matches(
                @"^(qreg q|creg (cut|obs))\[\d+\];$|^h q\[\d\];$|^r[xyz]\(-?\d+\.\d+\) q\[\d\];$|^cx q\[\d\],q\[\d\];$|"
                + @"^measure q\[\d\] -> (cut|obs)\[\d\];$", line));
        }
    }

    [Fact]
    public void Braket_HasOneRegister_NoInclude_AndItsOwnNames()
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");
        DeviceCircuit middle = new DeviceQuery(plan, query).Circuits.First(c => c.IsMidCircuit);
        string text = DeviceProgram.Write(middle.Circuit, middle.Registers, DeviceDialect.Of("braket"));
        Assert.DoesNotContain("include", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cx ", text, StringComparison.Ordinal);
        Assert.Contains("bit[3] bits;", text, StringComparison.Ordinal);
        Assert.Contains("cnot ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void MeasurementInTheMiddle_IsRefusedWhereTheReaderHasNone()
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");
        DeviceCircuit middle = new DeviceQuery(plan, query).Circuits.First(c => c.IsMidCircuit);
        BackendException error = Assert.Throws<BackendException>(() =>
            DeviceProgram.Write(middle.Circuit, middle.Registers, DeviceDialect.Of("qibo")));
        Assert.Contains("--no-mid-circuit", error.Message, StringComparison.Ordinal);
    }

    // 400 repetitions: their standard deviation is known to 3.5 %, so the ratio lies within 0.8 and 1.2 but in one of 10^7 seeds.
    [Fact]
    public void ErrorBar_IsTheSpreadOfRepetitions()
    {
        const int Repetitions = 400;
        const long Shots = 200;
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");
        var device = new DeviceQuery(plan, query);
        SortedDictionary<BigInteger, double>[] exact = [.. device.Circuits.Select(Exact)];
        long[] shots = [.. exact.Select(_ => Shots)];
        var random = new CounterRandom(11, 0, 0);
        var estimates = new List<Estimate>();
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            var moments = new List<double[]>();
            for (int c = 0; c < exact.Length; c++)
            {
                moments.Add(
                    Moments(
                        device.Circuits[c],
                        ExactOutcomes.Drawn(exact[c], Shots, ref random).ToDictionary(o => o.Key, o => o.Value / (double)Shots)));
            }

            estimates.Add(device.Reconstruct(moments, shots));
        }

        double mean = estimates.Average(e => e.Value);
        double spread = Math.Sqrt(estimates.Sum(e => (e.Value - mean) * (e.Value - mean)) / (Repetitions - 1));
        Assert.InRange(estimates.Average(e => e.StandardError) / spread, 0.8, 1.2);

        // Five standard errors of the mean.
        double truth = new ExactEstimator(plan.Circuit, plan.Observable).Estimate([query])[0].Value;
        Assert.InRange(mean - truth, -5 * spread / Math.Sqrt(Repetitions), 5 * spread / Math.Sqrt(Repetitions));
    }

    [Fact]
    public void MissingShots_LeaveTheConstant_AndTheMostThatTheValueCanBeOff()
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("gates");
        var device = new DeviceQuery(plan, query);
        Estimate estimate = device.Reconstruct(
            [.. device.Circuits.Select(c => new double[c.Signs.Count])], [.. device.Circuits.Select((_, i) => (long)(i % 2))]);
        Assert.Equal(0.1, estimate.Value, Tolerance);
        Assert.Equal(1.75, estimate.StandardError, Tolerance);
    }

    [Fact]
    public void TotalShots_AreDividedWithoutRest()
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("gate and wire");
        var device = new DeviceQuery(plan, query);
        Assert.Equal(10_007, device.Divide(10_007).Sum());
        Assert.All(device.Divide(10_007), shots => Assert.True(shots > 0));
        Assert.Throws<CutException>(() => device.Divide(device.Circuits.Count - 1));
    }

    private static SortedDictionary<BigInteger, double> Exact(DeviceCircuit circuit) => ExactOutcomes.Of(
        new(circuit.Circuit, EquatableArray<string>.Empty, EquatableArray<string>.Empty));

    private static double[] Moments(DeviceCircuit circuit, IReadOnlyDictionary<BigInteger, double> outcomes) =>
        [.. circuit.Signs.Select(s => outcomes.Sum(o => BigInteger.PopCount(o.Key & s).IsEven ? o.Value : -o.Value))];

    // Braket's names in OpenQASM's own.
    private static string Plain(string text) => text.Contains("include", StringComparison.Ordinal)
        ? text
        : text.Replace("OPENQASM 3.0;", "OPENQASM 3.0;\ninclude \"stdgates.inc\";", StringComparison.Ordinal)
            .Replace("cnot ", "cx ", StringComparison.Ordinal);

    private static void AssertSame(SortedDictionary<BigInteger, double> expected, SortedDictionary<BigInteger, double> given)
    {
        foreach (BigInteger outcome in expected.Keys.Union(given.Keys))
        {
            Assert.Equal(expected.GetValueOrDefault(outcome), given.GetValueOrDefault(outcome), Tolerance);
        }
    }
}
