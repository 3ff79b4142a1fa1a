using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Unit.Circuits.Drawing;
using CutAwareQnn.Unit.Circuits.OpenQasm;
using Xunit;
using Barrier = CutAwareQnn.Circuits.Barrier;

namespace CutAwareQnn.Unit.Circuits;

public sealed class CircuitStatisticsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("h q;", 1)]
    [InlineData("h q[0]; h q[0]; cx q[0],q[1]; x q[2];", 3)]
    [InlineData("cx q[0],q[1]; cx q[2],q[3]; cx q[1],q[2];", 2)]
    [InlineData("barrier q;", 0)]
    [InlineData("h q[0]; barrier q[0],q[1]; x q[1];", 2)]
    [InlineData("h q[0]; barrier q[0],q[1]; x q[2];", 1)]
    [InlineData("measure q[0] -> c[0]; measure q[1] -> c[1];", 1)]
    [InlineData("measure q[0] -> c[0]; measure q[1] -> c[0];", 2)]
    [InlineData("x q[0]; measure q[0] -> c[1]; if (c==1) x q[2];", 3)]
    [InlineData("x q[0]; measure q[0] -> d[0]; if (c==1) x q[2];", 2)]
    [InlineData("if (c==1) x q[0]; if (c==1) x q[1];", 2)]
    [InlineData("reset q[0]; reset q[1]; ccx q[0],q[1],q[2];", 2)]
    public void Depth_CountsInstructionsThatFollowEachOther(string statements, int depth) =>
        Assert.Equal(depth, CircuitStatistics.Of(Programs.Read("qreg q[4]; creg c[2]; creg d[1]; " + statements)).Depth);

    [Fact]
    public void Depth_IsTheLongestPathOfWaiting()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Circuit circuit = DrawnCircuits.Make(seed);
            Assert.Equal(LongestPath(circuit), CircuitStatistics.Of(circuit).Depth);
        }
    }

    [Fact]
    public void Counts_AreThoseOfTheProgram()
    {
        CircuitStatistics counts = CircuitStatistics.Of(Programs.Read(
            "qreg q[6]; creg c[2]; h q[0]; cx q[2],q[0]; cx q[0],q[2]; ccx q[0],q[3],q[1]; barrier q; reset q[3];"
            + "measure q[0] -> c[0]; if (c==1) cx q[0],q[1]; if (c==1) measure q[1] -> c[1]; if (c==2) reset q[3];"));

        Assert.Equal([new("ccx", 1), new("cx", 3), new("h", 1)], counts.GateCounts);
        Assert.Equal((10, 2, 2, 1, 3), (
            counts.InstructionCount, counts.MeasurementCount, counts.ResetCount, counts.BarrierCount, counts.ConditionalCount));
        Assert.Equal([new(0, 1, 2), new(0, 2, 2), new(0, 3, 1), new(1, 3, 1)], counts.Interactions);
        Assert.Equal([4, 5], counts.UntouchedQubits);
    }

    // Counted in the files' text by a script of its own; the first two by hand: a gate, a chain and a measurement, and seven layers.
    [SharedDataFact("qasmbench")]
    public void Benchmarks_HaveTheirDepth()
    {
        (string Name, int Depth)[] expected =
        [
            ("ghz_state_n23", 1 + 22 + 1),
            ("teleportation_n3", 5 + 1 + 1),
            ("bell_n4", 14), ("bv_n14", 17), ("error_correctiond3_n5", 78), ("ising_n10", 71), ("multiplier_n15", 49), ("qft_n4", 9),
            ("qft_n18", 134), ("qpe_n9", 21), ("swap_test_n25", 15), ("basis_trotter_n4", 815),
        ];
        Assert.All(expected, e => Assert.Equal((e.Name, e.Depth), (e.Name, CircuitStatistics.Of(Benchmark(e.Name)).Depth)));
    }

    [SharedDataFact("qasmbench")]
    public void Benchmarks_AreAsDeepAsTheirLongestPath()
    {
        foreach (string name in new[] { "bv_n14", "qec_sm_n5", "qpe_n9", "shor_n5", "ising_n26", "multiplier_n15", "swap_test_n25" })
        {
            Circuit circuit = Benchmark(name);
            Assert.Equal((name, LongestPath(circuit)), (name, CircuitStatistics.Of(circuit).Depth));
        }
    }

    private static Circuit Benchmark(string name) =>
        OpenQasm2Reader.Read(File.ReadAllText(SharedData.PathOf("qasmbench", name + ".qasm")), name);

    // Straight from the definition: the heaviest chain of instructions of which each shares a qubit or bit with the one before.
    private static int LongestPath(Circuit circuit)
    {
        Instruction[] steps = [.. circuit.Instructions];
        int[] until = new int[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            int before = Enumerable.Range(0, i)
                .Where(
                    j => steps[j].Qubits.Intersect(steps[i].Qubits).Any()
                        || steps[j].ClassicalBits().Intersect(steps[i].ClassicalBits()).Any())
                .Select(j => until[j]).DefaultIfEmpty().Max();
            until[i] = before + (steps[i] is Barrier ? 0 : 1);
        }

        return until.DefaultIfEmpty().Max();
    }
}
