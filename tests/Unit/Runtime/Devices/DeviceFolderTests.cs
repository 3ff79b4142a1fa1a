using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Architecture;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>A query that leaves in a folder and comes back in every format.</summary>
[Trait("Tier", "slow")]
public sealed class DeviceFolderTests : IDisposable
{
    private const long Shots = 300;

    private static readonly Lazy<bool> HasPython = new(() =>
    {
        try
        {
            using Process process =
                Process.Start(new ProcessStartInfo("python3", ["-c", "import sys; sys.exit(0 if sys.version_info >= (3, 8) else 1)"]))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    private readonly ScratchFolder _scratch = new();

    public static TheoryData<string, string> Routes => new(
        from format in WrittenResults.Formats
        from query in new[] { "study", "gate and wire" }
        select (format, query));

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Routes))]
    public void Results_OfEveryFormat_GiveOneValue(string format, string name)
    {
        DeviceFolder folder = Write(name, new(DeviceDialect.Of(format == "braket" ? "braket" : "openqasm3"), Shots));
        (OutcomeCircuit Circuit, IReadOnlyDictionary<BigInteger, long> Counts)[] drawn = Drawn(folder);
        Estimate expected = Reconstructed(folder, WrittenResults.Of("integers", drawn));
        Assert.NotEqual(0, expected.Value);
        bool hasOrder = format is not "pennylane_counts";
        Estimate estimate =
            Reconstructed(folder, WrittenResults.Of(format, drawn), format == "azure_v1" ? Shots : null, hasOrder ? null : BitOrder.First);
        Assert.Equal(expected.Value, estimate.Value, 1e-12);
        Assert.Equal(expected.StandardError, estimate.StandardError, 1e-12);
        double exact = new ExactEstimator(DeviceQueries.Of(name).Plan.Circuit, DeviceQueries.Of(name).Plan.Observable)
            .Estimate([DeviceQueries.Of(name).Query])[0].Value;

        // Five standard errors: one false alarm in two million seeds, and the seed is fixed.
        Assert.InRange(estimate.Value - exact, -5 * estimate.StandardError, 5 * estimate.StandardError);
    }

    public static TheoryData<string, string> Queries => new(
        from format in WrittenResults.Formats
        from labels in new[] { "AABB", "AABC" }
        select (format, labels));

    // The study's query at one cut and at two: written, run by the reference adapter, and read back from every format.
    [Theory]
    [MemberData(nameof(Queries))]
    public void WholeQuery_RunByTheReferenceAdapter_ComesBackFromEveryFormat(string format, string labels)
    {
        Assert.SkipUnless(HasPython.Value, "python3 is not installed; the adapters are Python programs");
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Study(labels);
        DeviceDialect dialect = DeviceDialect.Of(format == "braket" ? "braket" : "openqasm3");
        DeviceFolder folder = DeviceFolder.Write(Path.Combine(_scratch.Path, labels), plan, query, new(dialect, 2000));
        Assert.Equal(labels == "AABB" ? 10 : 35, folder.Circuits.Count);
        using (Process adapter = Process.Start(new ProcessStartInfo(
            "python3", [Path.Combine(Sources.Root, "adapters", "reference.py"), "--folder", folder.Path, "--seed", "11"]))!)
        {
            adapter.WaitForExit();
            Assert.Equal(0, adapter.ExitCode);
        }

        string file = Path.Combine(folder.Path, DeviceFolder.ResultsName, "reference.json");
        Estimate expected = Reconstructed(folder, [("reference.json", File.ReadAllBytes(file))]);
        JsonElement counted = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        (OutcomeCircuit Circuit, IReadOnlyDictionary<BigInteger, long> Counts)[] results =
        [
            .. folder.Measured().Append(folder.MeasuredProbe()!)
                .Select(c => (c, (IReadOnlyDictionary<BigInteger, long>)counted.GetProperty(c.Name).EnumerateObject()
                .ToDictionary(o => BigInteger.Parse(o.Name, CultureInfo.InvariantCulture), o => o.Value.GetInt64()))),
        ];
        bool hasOrder = format is not "pennylane_counts";
        Estimate estimate =
            Reconstructed(folder, WrittenResults.Of(format, results), format == "azure_v1" ? 2000 : null, hasOrder ? null : BitOrder.First);
        Assert.Equal(expected.Value, estimate.Value, 1e-12);
        Assert.Equal(expected.StandardError, estimate.StandardError, 1e-12);

        // Five standard errors: one false alarm in two million seeds, and the seed is fixed.
        double exact = new ExactEstimator(plan.Circuit, plan.Observable).Estimate([query])[0].Value;
        Assert.InRange(estimate.Value - exact, -5 * estimate.StandardError, 5 * estimate.StandardError);
    }

    [Theory]
    [InlineData("qiskit_get_counts.json")]
    [InlineData("qiskit_aer_result.json")]
    [InlineData("qiskit_samplerv2.json")]
    [InlineData("qiskit_generic_noisy_get_counts.json")]
    public void RecordedQuery_GivesItsValue(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Data", "devices", "query_one_cut");
        JsonElement expected = DataFiles.Read("devices/query_one_cut/expected.json").GetProperty("from").GetProperty(file);
        DeviceFolder folder = DeviceFolder.Open(path);
        var results = new DeviceResults(folder);
        results.Add([(file, File.ReadAllBytes(Path.Combine(path, "results", file)))], null, null, null);
        Estimate estimate = results.Reconstruct(allowMissing: false);
        Assert.Equal(expected.GetProperty("value").GetDouble(), estimate.Value, 1e-12);
        Assert.Equal(expected.GetProperty("shots").GetInt64(), results.TotalShots);

        // Ours has a prior of one shot in 200 per mean (docs/shots.md).
        Assert.Equal(1, estimate.StandardError / expected.GetProperty("standard_error_first_order_no_prior").GetDouble(), 0.01);
    }

    [Fact]
    public void Manifest_NamesPlanDigestsRegistersAndReadings()
    {
        DeviceFolder folder = Write("study", new(DeviceDialect.Of("qiskit"), TotalShots: 5000, Source: "study.qasm", Exact: [0.43]));
        JsonElement manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "manifest.json"))).RootElement;
        Assert.Equal("cutqnn-subexperiments", manifest.GetProperty("format").GetString());
        Assert.Equal(0.43, folder.Exact);
        JsonElement[] circuits = [.. manifest.GetProperty("circuits").EnumerateArray()];
        Assert.Equal(10, circuits.Length);
        Assert.Equal(5000, circuits.Sum(c => c.GetProperty("shots").GetInt64()));
        JsonElement middle =
            Assert.Single(circuits, c => c.GetProperty("mid_circuit").GetBoolean() && c.GetProperty("fragment").GetInt32() == 0);
        Assert.Equal("""[["cut",1],["obs",2]]""", middle.GetProperty("registers").GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
        Assert.Equal([0, 1, 2], middle.GetProperty("readings")[0].EnumerateArray().Select(b => b.GetInt32()));
        Assert.All(circuits, c => Assert.Equal(
            DeviceFolder.Digest(File.ReadAllBytes(Path.Combine(folder.Path, c.GetProperty("file").GetString()!))),
            c.GetProperty("sha256").GetString()));
    }

    [Fact]
    public void OrderOfBits_IsToldByTheProbe()
    {
        DeviceFolder folder = Write("study", new(DeviceDialect.Of("openqasm3"), Shots));
        (OutcomeCircuit Circuit, IReadOnlyDictionary<BigInteger, long> Counts)[] drawn = Drawn(folder);
        IReadOnlyList<(string Name, byte[] Bytes)> first = WrittenResults.Of("azure_v2", drawn);
        Assert.Equal(Reconstructed(folder, WrittenResults.Of("integers", drawn)).Value, Reconstructed(folder, first).Value, 1e-12);
        ResultFileException open =
            Assert.Throws<ResultFileException>(() => Reconstructed(folder, WrittenResults.Of("azure_v2", drawn[..^1])));
        Assert.Contains("--bits first", open.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PartsAddUp_AndAFileThatComesTwiceCountsOnce()
    {
        DeviceFolder folder = Write("study", new(DeviceDialect.Of("openqasm3"), Shots));
        IReadOnlyList<(string Name, byte[] Bytes)> one =
            WrittenResults.Of("integers", Drawn(folder, seed: 1)), two = WrittenResults.Of("integers", Drawn(folder, seed: 2));
        var results = new DeviceResults(folder);
        results.Add([.. one, .. two, .. one], null, null, null);
        Assert.Equal(2 * 10 * Shots, results.TotalShots);
        Assert.Empty(results.Missing);
    }

    [Fact]
    public void MissingCircuits_AreNamed_OrAllowed()
    {
        DeviceFolder folder = Write("study", new(DeviceDialect.Of("openqasm3"), Shots));
        var results = new DeviceResults(folder);
        results.Add(WrittenResults.Of("integers", Drawn(folder)[1..]), null, null, null);
        Assert.Equal(["f0-s00"], results.Missing);
        Assert.Contains(
            "f0-s00",
            Assert.Throws<ReconstructionException>(() => results.Reconstruct(allowMissing: false)).Message,
            StringComparison.Ordinal);
        Estimate estimate = results.Reconstruct(allowMissing: true);
        Assert.Equal((0.0, 1.0), (estimate.Value, estimate.StandardError));
    }

    [Fact]
    public void ForeignResults_AndChangedFiles_AreRefused()
    {
        DeviceFolder folder = Write("study", new(DeviceDialect.Of("openqasm3"), Shots));
        Refused("belongs to no circuit of the manifest", """{"f0-s00": {"1": 3}, "g0": {"1": 3}}""");
        Refused("needs 3 bits", """{"f0-s00": {"0": 3}, "f0-s01": {"7": 3}}""", "has 2");
        Refused("holds 2 results without the names", """[{"c_2_0_0": [[1]]}, {"c_2_0_0": [[1]]}]""");
        File.AppendAllText(Path.Combine(folder.Path, "circuits", "f0-s00.qasm"), "x q[0];\n");
        Assert.Contains(
            "f0-s00.qasm is not the one",
            Assert.Throws<BackendException>(() => DeviceFolder.Open(folder.Path)).Message,
            StringComparison.Ordinal);

        void Refused(string reason, string json, string? other = null)
        {
            CutAwareException error =
                Assert.ThrowsAny<CutAwareException>(() => Reconstructed(folder, [("r.json", System.Text.Encoding.UTF8.GetBytes(json))]));
            Assert.True(
                error.Message.Contains(reason, StringComparison.Ordinal)
                    || (other is not null && error.Message.Contains(other, StringComparison.Ordinal)),
                error.Message);
        }
    }

    [Fact]
    public void FolderWithFiles_IsNotWrittenOver()
    {
        DeviceFolder folder = Write("study", new(DeviceDialect.Of("openqasm3"), Shots));
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");
        BackendException error =
            Assert.Throws<BackendException>(() => DeviceFolder.Write(folder.Path, plan, query, new(DeviceDialect.Of("qiskit"), 5)));
        Assert.Contains("not empty", error.Message, StringComparison.Ordinal);
    }

    private DeviceFolder Write(string name, DeviceFolderSettings settings)
    {
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of(name);
        return DeviceFolder.Write(Path.Combine(_scratch.Path, name), plan, query, settings);
    }

    // Flips that differ from qubit to qubit and between 0 and 1, on exact distributions: the mitigated value is exact.
    [Fact]
    public void ReadoutErrors_AreInvertedWithoutBias()
    {
        const long Many = 1L << 40;
        double[] zero = [0.02, 0.05, 0.01], one = [0.08, 0.03, 0.06];
        DeviceFolder folder = Write("study", new(DeviceDialect.Of("openqasm3"), Shots));
        var flips = new ReadoutFlips(zero, one, Many, Many);
        List<IReadOnlyDictionary<BigInteger, long>> counts = [.. folder.Query.Circuits.Select((c, i) => Read(
            ExactOutcomes.Of(new(c.Circuit, EquatableArray<string>.Empty, EquatableArray<string>.Empty)),
            folder.QubitsOf(i),
            flips,
            Many))];
        Estimate estimate =
            new MitigatedReconstruction(folder.Query, [.. counts.Select((_, i) => folder.QubitsOf(i))], counts).Estimate(flips);
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");

        // Counts are whole numbers of 2^40 shots.
        Assert.Equal(new ExactEstimator(plan.Circuit, plan.Observable).Estimate([query])[0].Value, estimate.Value, 1e-9);
    }

    // 200 repetitions of shots and of calibrations: their spread is known to 5 %, so the ratio lies within 0.75 and 1.25 but in one of 10^6
    // seeds.
    [Fact]
    public void MitigatedErrorBar_IsTheSpreadOfRepetitions_CalibrationIncluded()
    {
        const int Repetitions = 200;
        const long Drawn = 200;
        double[] zero = [0.02, 0.05, 0.01], one = [0.08, 0.03, 0.06];
        DeviceFolder folder = Write("study", new(DeviceDialect.Of("openqasm3"), Shots));
        var truth = new ReadoutFlips(zero, one, Drawn, Drawn);
        var random = new CounterRandom(17, 0, 0);
        SortedDictionary<BigInteger, double>[] noisy = [.. folder.Query.Circuits.Select((c, i) => Noisy(
            ExactOutcomes.Of(new(c.Circuit, EquatableArray<string>.Empty, EquatableArray<string>.Empty)), folder.QubitsOf(i), truth))];
        var estimates = new List<Estimate>();
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            double Learnt(double flip)
            {
                long seen = 0;
                for (int shot = 0; shot < Drawn; shot++)
                {
                    seen += random.NextDouble() < flip ? 1 : 0;
                }

                return (double)seen / Drawn;
            }

            var flips = new ReadoutFlips([.. zero.Select(Learnt)], [.. one.Select(Learnt)], Drawn, Drawn);
            List<IReadOnlyDictionary<BigInteger, long>> counts = [];
            foreach (SortedDictionary<BigInteger, double> distribution in noisy)
            {
                counts.Add(ExactOutcomes.Drawn(distribution, Drawn, ref random));
            }

            estimates.Add(
                new MitigatedReconstruction(folder.Query, [.. counts.Select((_, i) => folder.QubitsOf(i))], counts).Estimate(flips));
        }

        double mean = estimates.Average(e => e.Value);
        double spread = Math.Sqrt(estimates.Sum(e => (e.Value - mean) * (e.Value - mean)) / (Repetitions - 1));
        Assert.InRange(estimates.Average(e => e.StandardError) / spread, 0.75, 1.25);
    }

    private static SortedDictionary<BigInteger, double> Noisy(SortedDictionary<BigInteger, double> exact, int[] qubits, ReadoutFlips flips)
    {
        SortedDictionary<BigInteger, double> noisy = exact;
        for (int bit = 0; bit < qubits.Length; bit++)
        {
            var next = new SortedDictionary<BigInteger, double>();
            foreach ((BigInteger outcome, double probability) in noisy)
            {
                double flip = (outcome >> bit).IsEven ? flips.Zero[qubits[bit]] : flips.One[qubits[bit]];
                BigInteger other = outcome ^ (BigInteger.One << bit);
                next[outcome] = next.GetValueOrDefault(outcome) + (probability * (1 - flip));
                next[other] = next.GetValueOrDefault(other) + (probability * flip);
            }

            noisy = next;
        }

        return noisy;
    }

    private static IReadOnlyDictionary<BigInteger, long> Read(
        SortedDictionary<BigInteger, double> exact, int[] qubits, ReadoutFlips flips, long shots) =>
        Noisy(exact, qubits, flips).ToDictionary(o => o.Key, o => (long)Math.Round(o.Value * shots));

    // With the probe last.
    private static (OutcomeCircuit Circuit, IReadOnlyDictionary<BigInteger, long> Counts)[] Drawn(DeviceFolder folder, ulong seed = 3)
    {
        var random = new CounterRandom(seed, 0, 0);
        var drawn = new List<(OutcomeCircuit Circuit, IReadOnlyDictionary<BigInteger, long> Counts)>();
        foreach (OutcomeCircuit circuit in folder.Measured().Append(folder.MeasuredProbe()!))
        {
            drawn.Add((circuit, ExactOutcomes.Drawn(
                ExactOutcomes.Of(new(circuit.Circuit, EquatableArray<string>.Empty, EquatableArray<string>.Empty)), Shots, ref random)));
        }

        return [.. drawn];
    }

    private static Estimate Reconstructed(
        DeviceFolder folder, IReadOnlyList<(string Name, byte[] Bytes)> files, long? shots = null, BitOrder? bits = null)
    {
        var results = new DeviceResults(folder);
        results.Add(files, shots, bits, null);
        return results.Reconstruct(allowMissing: false);
    }
}
