using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Unit.Architecture;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>Real external programs: the reference adapter, and programs that break the protocol in every way.</summary>
[Trait("Tier", "slow")]
public sealed class ProcessBackendTests : IDisposable
{
    // Answers the hello and the probe; then what the test appends.
    private const string Greeting = """
        import json, sys, os, time
        def read():
            line = sys.stdin.readline()
            return json.loads(line) if line else sys.exit(0)
        def write(**message):
            print(json.dumps(message), flush=True)
        read()
        write(type="hello", protocol=1, adapter="fake", capabilities={"dialects": ["openqasm3"], "max_qubits": 20, "mid_circuit_measurement": True, "inputs": True})
        read()
        probe = read()
        write(type="result", batch=probe["batch"], job="j0", row=0, shots=32, counts={"0x2": 32})
        write(type="done", batch=probe["batch"])
        def submitted():
            while True:
                message = read()
                if message["type"] == "submit":
                    return message
        batch = submitted()

        """;

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
    private readonly EventLoopScheduler _clock = new();

    public static string Reference => $"python3 \"{Path.Combine(Sources.Root, "adapters", "reference.py")}\"";

    public void Dispose()
    {
        _clock.Dispose();
        _scratch.Dispose();
    }

    [Theory]
    [InlineData("study")]
    [InlineData("gates")]
    [InlineData("gate and wire")]
    public void ReferenceAdapter_GivesTheExactValueWithinItsErrors(string name)
    {
        RequirePython();
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of(name);
        IReadOnlyList<Estimate> estimates = Estimates(Reference, plan, [query, query with { Id = 1 }], workers: 2);
        double exact = new ExactEstimator(plan.Circuit, plan.Observable).Estimate([query])[0].Value;

        // Five standard errors: one false alarm in two million seeds, and the seed is fixed.
        Assert.All(estimates, e => Assert.InRange(e.Value - exact, -5 * e.StandardError, 5 * e.StandardError));
        Assert.All(estimates, e => Assert.InRange(e.StandardError, 1e-4, 0.3));
    }

    [Fact]
    public void SameSeed_GivesTheSameValue()
    {
        RequirePython();
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");
        Assert.Equal(Estimates(Reference, plan, [query], workers: 1)[0], Estimates(Reference, plan, [query], workers: 1)[0]);
    }

    [Theory]
    [InlineData("sys.exit(3)", "adapter fake ended")]
    [InlineData(
        "print('hello world', flush=True); read()", "writes 'hello world', which is no JSON; let the adapter print to standard error")]
    [InlineData("print('[1]', flush=True); read()", "no JSON object")]
    [InlineData("print('boom', file=sys.stderr, flush=True); time.sleep(0.3); sys.exit(1)", "adapter fake ended (boom)")]
    [InlineData("write(type='result', batch=batch['batch'] + 1, job='j0', row=0, shots=1, counts={'0x0': 1}); read()", "another batch")]
    [InlineData(
        "write(type='result', batch=batch['batch'], job='other', row=0, shots=1, counts={'0x0': 1}); read()",
        "a job that was not submitted")]
    [InlineData(
        "write(type='result', batch=batch['batch'], job='j0', row=99, shots=1, counts={'0x0': 1}); read()", "a job that was not submitted")]
    [InlineData(
        "[write(type='result', batch=batch['batch'], job='j0', row=0, shots=500, counts={'0x0': 500}) for _ in range(2)]; read()",
        "answers one row twice")]
    [InlineData(
        "write(type='result', batch=batch['batch'], job='j0', row=0, shots=500, counts={'0x0': 499}); read()", "returns 499 shots of 500")]
    [InlineData(
        "write(type='result', batch=batch['batch'], job='j0', row=0, shots=500, counts={'0xff': 500}); read()",
        "returns outcome 255 of a circuit with")]
    [InlineData(
        "write(type='result', batch=batch['batch'], job='j0', row=0, shots=500, counts={'0x0': -500}); read()",
        "breaks the protocol: a count is -500")]
    [InlineData("write(type='done', batch=batch['batch']); read()", "answers 0 of")]
    [InlineData("write(type='error', batch=batch['batch'], message='no credits left'); read()", "refuses a job: no credits left")]
    [InlineData("time.sleep(60)", "was silent for 1 s")]
    public void AdapterThatBreaksTheProtocol_FailsTheQueryInOneLine(string program, string reason)
    {
        RequirePython();
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");

        // A busy machine may take seconds to start a program; silence is what one of them is about.
        var silence = TimeSpan.FromSeconds(reason.Contains("silent", StringComparison.Ordinal) ? 1 : 60);
        BackendException error = Assert.Throws<BackendException>(() =>
            Estimates($"python3 \"{Written(Greeting + program)}\"", plan, [query], workers: 1, silence: silence));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void AdapterThatDiesOnce_IsStartedAgain_AndNothingIsLost()
    {
        RequirePython();
        string mark = _scratch.File("died");
        string program = $$"""
            if not os.path.exists({{System.Text.Json.JsonSerializer.Serialize(mark)}}):
                open({{System.Text.Json.JsonSerializer.Serialize(mark)}}, "w").close()
                os.kill(os.getpid(), 9)
            while True:
                for job in batch["jobs"]:
                    for row in range(len(job["rows"])):
                        write(type="result", batch=batch["batch"], job=job["id"], row=row, shots=job["shots"], counts={"0x0": job["shots"]})
                write(type="done", batch=batch["batch"])
                batch = submitted()
            """;
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");
        Assert.Single(Estimates($"python3 \"{Written(Greeting + program)}\"", plan, [query], workers: 1, tries: 2));
        Assert.True(File.Exists(mark));
    }

    [Theory]
    [InlineData("", "has no command")]
    [InlineData("\"python3", "an open \"")]
    [InlineData("no-such-adapter-anywhere --x", "'no-such-adapter-anywhere' cannot be started")]
    [InlineData("python3 -c \"print(1)\"", "no JSON object")]
    [InlineData("python3 -c \"\"", "the adapter ended")]
    [InlineData("python3 -c 'import json; print(json.dumps(dict(type=\"hello\", protocol=2)))'", "hello of protocol 1")]
    public void CommandThatIsNoAdapter_IsRefusedInOneLine(string command, string reason)
    {
        RequirePython();
        BackendException error =
            Assert.Throws<BackendException>(() => new ProcessBackend(command, [_clock], _clock, 0, TimeSpan.FromSeconds(20)));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AdapterWithReversedBits_IsFoundByTheProbe()
    {
        RequirePython();
        string reversed = Greeting.Replace("\"0x2\": 32", "\"0x1\": 32", StringComparison.Ordinal);
        BackendException error = Assert.Throws<BackendException>(() =>
            new ProcessBackend($"python3 \"{Written(reversed)}\"", [_clock], _clock, 0, TimeSpan.FromSeconds(20)));
        Assert.Contains("its bits are in another order", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExactMode_IsRefused()
    {
        RequirePython();
        (CutPlan plan, EstimatorQuery query) = DeviceQueries.Of("study");
        BackendException error =
            Assert.Throws<BackendException>(() => Estimates(Reference, plan, [query], workers: 1, shots: ShotBudget.Exact));
        Assert.Contains("give --shots", error.Message, StringComparison.Ordinal);
    }

    private static void RequirePython() => Assert.SkipUnless(HasPython.Value, "python3 is not installed; the adapters are Python programs");

    private string Written(string program)
    {
        string path = _scratch.File("adapter.py");
        File.WriteAllText(path, program);
        return path;
    }

    private IReadOnlyList<Estimate> Estimates(
        string command, CutPlan plan, EstimatorQuery[] queries, int workers, TimeSpan? silence =
            null, ShotBudget? shots = null, int tries = 1)
    {
        using var threads = new WorkerThreads(workers);
        using var backend = new ProcessBackend(command, threads.Schedulers, _clock, 5, silence ?? TimeSpan.FromSeconds(60));
        var estimator = new CutEstimator(plan, new(shots ?? ShotBudget.Each(500), 5));
        var pipeline =
            new QueryPipeline(estimator, new Workers(backend, workers, new EagerPolicy(), _clock, new() { Retries = new(tries) }));
        return pipeline.Run(new BatchRequest(0, queries, null)).Select(o => o.Estimates).LastAsync().GetAwaiter().GetResult();
    }
}
