using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary><c>cutqnn plan</c>, and estimates with cuts that are found.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Chain = """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[4];
        ry(0.4) q[0]; ry(1.1) q[1]; ry(-0.7) q[2]; ry(2.0) q[3];
        cx q[0],q[1];
        rzz(0.2) q[1],q[2];
        cx q[2],q[3];
        ry(0.3) q[1];
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plan_OfAChain_CutsItsWeakestGate()
    {
        JsonElement plan = await JsonAsync("plan", _folder.File("chain.qasm", Chain), "--max-qubits", "2");
        double gamma = 1 + (2 * Math.Sin(0.2));
        Assert.Equal(gamma, plan.GetProperty("gamma").GetDouble(), 1e-12);
        Assert.Equal(gamma * gamma, plan.GetProperty("sampling_overhead").GetDouble(), 1e-12);
        Assert.Equal(gamma * gamma, plan.GetProperty("lower_bound").GetDouble(), 1e-12);
        Assert.Equal(2 * Math.Log10(gamma), plan.GetProperty("log10_sampling_overhead").GetDouble(), 1e-12);
        Assert.True(plan.GetProperty("optimal").GetBoolean());
        JsonElement cut = Assert.Single(plan.GetProperty("cuts").EnumerateArray());
        Assert.Equal("gate", cut.GetProperty("kind").GetString());
        Assert.Equal(5, cut.GetProperty("instruction").GetInt32());
        Assert.Equal([1, 2], cut.GetProperty("qubits").EnumerateArray().Select(q => q.GetInt32()));
        Assert.Equal([2, 2], plan.GetProperty("fragments").EnumerateArray().Select(f => f.GetProperty("width").GetInt32()));
        Assert.Equal(10, plan.GetProperty("circuits_unique").GetDouble());
        Assert.Equal(6, plan.GetProperty("terms_joint").GetDouble());
        Assert.True(plan.GetProperty("t_plan_s").GetDouble() > 0);
    }

    [Fact]
    public async Task Plan_OfTwoGatesAtOneTime_CutsThemTogetherUnlessTold()
    {
        string file = _folder.File("ring.qasm", Chain + "cx q[3],q[0];");
        JsonElement joint = await JsonAsync("plan", file, "--max-qubits", "2", "--target-error", "0.01", "--shot-seconds", "0.001");
        double together = (2 * (1 + Math.Sin(0.2)) * 2) - 1;
        Assert.Equal(together * together, joint.GetProperty("sampling_overhead").GetDouble(), 1e-9);
        JsonElement cut = Assert.Single(joint.GetProperty("cuts").EnumerateArray());
        Assert.Equal(("joint", "parallel"), (cut.GetProperty("kind").GetString(), cut.GetProperty("form").GetString()));
        Assert.Equal([5, 8], cut.GetProperty("instructions").EnumerateArray().Select(i => i.GetInt32()));
        Assert.Equal(together, cut.GetProperty("gamma").GetDouble(), 1e-9);
        double shots = Math.Pow(2 * together / 0.01, 2);
        Assert.Equal(Math.Log10(shots), joint.GetProperty("log10_shots_for_target").GetDouble(), 1e-9);
        Assert.Equal((44 * 0.01) + (shots * 0.001), joint.GetProperty("t_for_target_s").GetDouble(), 1e-6 * shots);
        JsonElement separate = await JsonAsync("plan", file, "--max-qubits", "2", "--no-joint");
        Assert.Equal(Math.Pow(3 * (1 + (2 * Math.Sin(0.2))), 2), separate.GetProperty("sampling_overhead").GetDouble(), 1e-9);
        Assert.Equal(2, separate.GetProperty("cuts").GetArrayLength());
    }

    [Fact]
    public async Task Plan_WithFurtherObjectives_TellsListAndDepth()
    {
        string file = _folder.File("chain.qasm", Chain);
        JsonElement list = await JsonAsync("plan", file, "--max-qubits", "2", "--objective", "pareto");
        JsonElement[] front = [.. list.GetProperty("front").EnumerateArray()];
        Assert.Equal(list.GetProperty("sampling_overhead").GetDouble(), front[0].GetProperty("sampling_overhead").GetDouble());
        Assert.True(front.Zip(front.Skip(1)).All(p =>
            p.First.GetProperty("sampling_overhead").GetDouble() < p.Second.GetProperty("sampling_overhead").GetDouble()));
        JsonElement depth =
            await JsonAsync("plan", file, "--max-qubits", "4,4", "--objective", "depth", "--max-cuts", "1", "--kinds", "gate,wire");
        Assert.Equal(1, depth.GetProperty("fragments").EnumerateArray().Max(f => f.GetProperty("two_qubit_depth").GetInt32()));
        Assert.Equal([2, 2], depth.GetProperty("fragments").EnumerateArray().Select(f => f.GetProperty("width").GetInt32()));
    }

    [Fact]
    public async Task Estimate_WithFoundCuts_IsTheUncutValue()
    {
        string file = _folder.File("chain.qasm", Chain);
        foreach (string width in new[] { "1", "2", "3", "4" })
        {
            JsonElement estimate = await JsonAsync("estimate", file, "--observable", "ZXIZ - 0.5*IZZI", "--max-qubits", width);
            Assert.Equal(estimate.GetProperty("exact").GetDouble(), estimate.GetProperty("value").GetDouble(), 1e-12);
            Assert.Equal(width == "4" ? 0 : width == "1" ? 3 : 1, estimate.GetProperty("cuts").GetInt32());
        }
    }

    [Fact]
    public async Task Plan_WrittenToAFile_IsWhatIsEstimated()
    {
        // The Toffoli gate is written as two-qubit gates where it is cut; positions of the plan count in that circuit.
        string file = _folder.File("wide.qasm", Chain + "ccx q[0],q[2],q[3]; cx q[3],q[0];");
        string plan = Path.Combine(Path.GetDirectoryName(file)!, "plan.json");
        foreach (string kinds in new[] { "gate", "gate,wire" })
        {
            await JsonAsync("plan", file, "--max-qubits", "3", "--kinds", kinds, "--observable", "ZXIZ - 0.5*IZZI", "--out", plan);
            JsonElement planned = await JsonAsync("estimate", file, "--plan", plan);
            Assert.True(planned.GetProperty("cuts").GetInt32() > 0);
            Assert.Equal(planned.GetProperty("exact").GetDouble(), planned.GetProperty("value").GetDouble(), 1e-11);
        }

        await File.WriteAllTextAsync(
            plan + "2",
            (await File.ReadAllTextAsync(plan))
                .Replace("\"drops_unseen\"", "\"partition\": 7, \"drops_unseen\"", StringComparison.Ordinal));
        await RefusedAsync("neither text nor null", "estimate", file, "--plan", plan + "2");
        await RefusedAsync("another circuit", "estimate", _folder.File("chain.qasm", Chain), "--plan", plan);
        await RefusedAsync("a plan has its own observable", "estimate", file, "--plan", plan, "--observable", "ZZZZ");
        await RefusedAsync("--max-qubits and --plan are both given", "estimate", file, "--plan", plan, "--max-qubits", "3");
        await RefusedAsync("the plan is no JSON", "estimate", file, "--plan", file);
        await RefusedAsync("cannot be read", "estimate", file, "--plan", plan + "x");
        await RefusedAsync("give --out as well", "plan", file, "--max-qubits", "3", "--observable", "ZZZZ");
        await RefusedAsync("a plan holds one", "plan", file, "--max-qubits", "3", "--out", plan);
        await RefusedAsync("over what it is made from", "plan", file, "--max-qubits", "3", "--observable", "ZZZZ", "--out", file);
    }

    [Fact]
    public async Task Marks_OfAFile_AreCutWhereNothingElseIsAsked()
    {
        string file = _folder.File("marked.qasm", Chain.Replace("rzz(", "\n// @cut\nrzz(", StringComparison.Ordinal));
        JsonElement marked = await JsonAsync("estimate", file, "--observable", "ZXIZ");
        Assert.Equal(1, marked.GetProperty("cuts").GetInt32());
        Assert.Equal(marked.GetProperty("exact").GetDouble(), marked.GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(0, (await JsonAsync("estimate", file, "--observable", "ZXIZ", "--partition", "none")).GetProperty("cuts").GetInt32());
    }

    [Fact]
    public async Task Labels_JoinCutsUnlessTold()
    {
        string file = _folder.File("ring.qasm", Chain + "cx q[3],q[0];");
        double together = (2 * (1 + Math.Sin(0.2)) * 2) - 1;
        JsonElement joint = await JsonAsync("estimate", file, "--observable", "ZZZZ", "--partition", "AABB", "--keep-tail");
        JsonElement moved = await JsonAsync("estimate", file, "--observable", "ZZZZ", "--partition", "AABB");
        Assert.Equal(1 + (2 * Math.Sin(0.2)), moved.GetProperty("gamma").GetDouble(), 1e-9);
        Assert.Equal(joint.GetProperty("value").GetDouble(), moved.GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(moved.GetProperty("exact").GetDouble(), moved.GetProperty("value").GetDouble(), 1e-12);
        JsonElement separate = await JsonAsync("estimate", file, "--observable", "ZZZZ", "--partition", "AABB", "--no-joint");
        Assert.Equal(together, joint.GetProperty("gamma").GetDouble(), 1e-9);
        Assert.Equal(3 * (1 + (2 * Math.Sin(0.2))), separate.GetProperty("gamma").GetDouble(), 1e-9);
        await RefusedAsync("--max-cuts limits cuts that are found", "estimate", file, "--observable", "ZZZZ", "--max-cuts", "2");
        await RefusedAsync("no observable is given", "estimate", file);
    }

    [Theory]
    [InlineData("has '0', which is not a whole number from 1", "--max-qubits", "0")]
    [InlineData("give gate, wire or both", "--max-qubits", "2", "--kinds", "threads")]
    [InlineData("give overhead, depth or pareto", "--max-qubits", "2", "--objective", "speed")]
    [InlineData("--target-error '0' is not a finite number above 0", "--max-qubits", "2", "--target-error", "0")]
    [InlineData("--shot-seconds serves", "--max-qubits", "2", "--shot-seconds", "1e-6")]
    [InlineData("--max-qubits '2,x' has 'x'", "--max-qubits", "2,x")]
    [InlineData("the smallest width that can be met is 4", "--max-qubits", "2", "--max-cuts", "0")]
    public async Task Limits_ThatCannotBeMet_AreToldInOneLine(string message, params string[] arguments)
    {
        await RefusedAsync(message, ["plan", _folder.File("chain.qasm", Chain), .. arguments]);
    }

    [Fact]
    public Task Estimate_WithAPartitionToo_IsRefused() => RefusedAsync(
        "give only one",
        "estimate", _folder.File("chain.qasm", Chain), "--observable", "ZZZZ", "--max-qubits", "2", "--partition", "AABB");

    private static async Task RefusedAsync(string message, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
