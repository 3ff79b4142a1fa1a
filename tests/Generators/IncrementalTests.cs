using Microsoft.CodeAnalysis;
using Xunit;

namespace CutAwareQnn.Generators.Tests;

public class IncrementalTests
{
    private const string Source = """
        using CutAwareQnn.Circuits;

        [QuantumCircuit(2), ZFeatureMap, RealAmplitudes, Observable("ZZ")]
        public partial class Pair;
        """;

    [Fact]
    public void UnrelatedFiles_RunNothingAgain()
    {
        GeneratorRun run = GeneratorRun.Of(Source)
            .After(c => c.AddSyntaxTrees(GeneratorRun.Parse("public class Other { public int Answer => 42; }", "Other.cs")));
        Assert.All(
            Reasons(run, "Read"), r => Assert.Contains(r, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
        Assert.All(Reasons(run, "Declare"), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(Reasons(run, "Compile"), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    [Fact]
    public void MovedClasses_AreNotCompiledAgain()
    {
        GeneratorRun run = GeneratorRun.Of(Source)
            .After(c => c.ReplaceSyntaxTree(c.SyntaxTrees[0], GeneratorRun.Parse("// A line above.\n" + Source)));
        Assert.Equal(IncrementalStepRunReason.Unchanged, Assert.Single(Reasons(run, "Declare")));
        Assert.Equal(IncrementalStepRunReason.Cached, Assert.Single(Reasons(run, "Compile")));
    }

    [Fact]
    public void ChangedClasses_AloneAreCompiledAgain()
    {
        GeneratorRun run = GeneratorRun.Of(Source + "\n[QuantumCircuit(1), ZFeatureMap, Observable(\"X\")]\npublic partial class One;");
        run = run.After(c => c.ReplaceSyntaxTree(c.SyntaxTrees[0], GeneratorRun.Parse(
            c.SyntaxTrees[0].ToString().Replace("\"X\"", "\"Z\"", StringComparison.Ordinal))));
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            Reasons(run, "Compile").Order());
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);
}
