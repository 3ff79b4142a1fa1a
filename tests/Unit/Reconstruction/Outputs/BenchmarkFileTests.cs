using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Reconstruction.Outputs;

/// <summary>
/// Real programs of up to 14 qubits, cut to half their width: the distribution and the samples are those of the uncut circuit.
/// </summary>
public sealed class BenchmarkFileTests
{
    // At most a few thousand products of numbers up to 1 are summed, each to 1e-16.
    private const double Tolerance = 1e-10;

    private const int SampleCount = 20_000;

    // Feed-forward from measured qubits joins all others.
    private static readonly string[] Joined = ["inverseqft_n4.qasm", "qec_sm_n5.qasm"];

    public static TheoryData<string> Files => SharedData.Root is { } root && Directory.Exists(Path.Combine(root, "qasmbench"))
        ? [.. Directory.GetFiles(Path.Combine(root, "qasmbench"), "*.qasm").Where(IsSmall).Select(f => Path.GetFileName(f)).Order()]
        : [];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Distribution_CutToHalfTheWidth_IsTheUncutOne(string file)
    {
        Circuit circuit = OutputPlanner.Measured(Read(SharedData.PathOf("qasmbench", file)));
        if (Joined.Contains(file))
        {
            Assert.DoesNotContain('\n', Assert.ThrowsAny<CutAwareException>(() => Cut(circuit)).Message);
            return;
        }

        CircuitOutputs outputs = Cut(circuit);
        double[] expected = Uncut(circuit);
        double[] actual = outputs.Distribution(TestContext.Current.CancellationToken);
        for (int x = 0; x < expected.Length; x++)
        {
            Assert.Equal(expected[x], actual[x], Tolerance);
        }

        long[] counts = new long[expected.Length];
        foreach (StringCount drawn in outputs.Sample(SampleCount, seed: 11, TestContext.Current.CancellationToken))
        {
            counts[Convert.ToInt32(drawn.Bits, 2)] = drawn.Count;
        }

        ChiSquare.AssertFits(counts, expected, file);
    }

    private static CircuitOutputs Cut(Circuit circuit)
    {
        var limits = new FinderLimits((circuit.QubitCount + 1) / 2);
        FoundCuts found = CutFinder.Find(circuit, limits, new(), TestContext.Current.CancellationToken);
        return CircuitOutputs.Of(OutputPlanner.Plan(found, limits.Widest), [], [], TestContext.Current.CancellationToken);
    }

    private static double[] Uncut(Circuit circuit)
    {
        double[] probabilities = new double[1 << circuit.QubitCount];
        foreach (CircuitBranch branch in CircuitSimulator.Branches(circuit, [], []))
        {
            for (int x = 0; x < probabilities.Length; x++)
            {
                probabilities[x] += (branch.State[x] * System.Numerics.Complex.Conjugate(branch.State[x])).Real;
            }
        }

        return probabilities;
    }

    // One file of the collection breaks the language's rules.
    private static bool IsSmall(string path)
    {
        try
        {
            return Read(path).QubitCount <= 14;
        }
        catch (OpenQasmException)
        {
            return false;
        }
    }

    private static Circuit Read(string path) => OpenQasmReader.Read(File.ReadAllText(path), Path.GetFileName(path)).Circuit;
}
