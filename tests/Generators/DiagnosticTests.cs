using Microsoft.CodeAnalysis;
using Xunit;

namespace CutAwareQnn.Generators.Tests;

public class DiagnosticTests
{
    private const string Layers = "ZFeatureMap, RealAmplitudes(Reps = 1)";

    /// <summary>Id, source with the place between <c>[|</c> and <c>|]</c>, and words of the message.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "CUTQ001", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public class [|Pair|];", "write 'partial class Pair'" },
        { "CUTQ002", $"public class Outer {{ [QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|]; }}", "make 'Outer' partial" },
        { "CUTQ003", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|]<T>;", "remove the type parameters" },
        { "CUTQ003", $"public partial class Outer<T> {{ [QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|]; }}", "generic type" },
        { "CUTQ004", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public static partial class [|Pair|];", "is static" },
        { "CUTQ004", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] file partial class [|Pair|];", "local to its file" },
        { "CUTQ005", $"[QuantumCircuit([|0|]), {Layers}, Observable(\"ZZ\")] public partial class Pair;", "given 0 qubits; give 1 to 24" },
        { "CUTQ005", $"[QuantumCircuit(qubits: [|25|]), {Layers}, Observable(\"ZZ\")] public partial class Pair;", "given 25 qubits" },
        { "CUTQ006", $"[QuantumCircuit([|2|]), {Layers}] public partial class Pair;", "add [Observable(\"ZZ\")]" },
        { "CUTQ007", $"[QuantumCircuit(2), {Layers}, Observable([|\"ZQ\"|])] public partial class Pair;", "'Q' at position 2" },
        { "CUTQ007", $"[QuantumCircuit(2), {Layers}, Observable([|\"a*ZZ\"|])] public partial class Pair;", "cannot be read" },
        { "CUTQ007", $"[QuantumCircuit(2), {Layers}, Observable([|null!|])] public partial class Pair;", "empty" },
        { "CUTQ008", $"[QuantumCircuit(2), {Layers}, Observable([|\"ZZZ\"|])] public partial class Pair;", "3 letters but the circuit has 2 qubits" },
        { "CUTQ009", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), Partition([|\"AAB\"|])] public partial class Pair;", "\"AAB\" has 3 letters" },
        { "CUTQ009", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), Partition([|\"A-\"|])] public partial class Pair;", "'-' at position 2" },
        { "CUTQ010", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|] {{ public int Plan => 1; }}", "'Plan'" },
        { "CUTQ010", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Circuit|];", "'Circuit'" },
        { "CUTQ010", $"namespace Demo {{ public class Ops; [QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|]; }}", "'Ops'" },
        { "CUTQ101", "[QuantumCircuit([|2|]), Observable(\"ZZ\")] public partial class Pair;", "has no layers" },
        { "CUTQ102", "[QuantumCircuit(2), ZFeatureMap(Reps = [|0|]), Observable(\"ZZ\")] public partial class Pair;", "0 repetitions; give at least 1" },
        { "CUTQ102", "[QuantumCircuit(2), RealAmplitudes(Reps = [|-1|]), Observable(\"ZZ\")] public partial class Pair;", "-1 repetitions" },
        {
            "CUTQ103",
            "[QuantumCircuit(2), [|Own|], Observable(\"ZZ\")] public partial class Pair; "
            + "public sealed class OwnAttribute : LayerAttribute { public override Layer Layer => new ZFeatureMap(1); }",
            "'OwnAttribute'"
        },
        { "CUTQ301", "[QuantumCircuit([|8|]), ZFeatureMap, RealAmplitudes, Observable(\"ZZZZZZZZ\")] public partial class Pair;", "interpreted" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_IsReported_AtItsPlace(string id, string marked, string words)
    {
        string source = "using CutAwareQnn.Circuits;\n" + marked;
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal) - 2;
        GeneratorRun run = GeneratorRun.Of(source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal((start, end), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End));
        Assert.Contains(words, diagnostic.GetMessage(), StringComparison.Ordinal);

        // An invalid declaration leaves no generated code behind, so that no error lies inside it.
        Assert.Equal(diagnostic.Severity == DiagnosticSeverity.Info ? 1 : 0, run.Result.GeneratedSources.Length);
        Assert.Null(run.Result.Exception);
    }

    [Fact]
    public void SeveralMistakes_AreReportedTogether()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(2), RealAmplitudes(Reps = -1), Observable("ZZZ"), Partition("A")]
            public class Pair;
            """);
        Assert.Equal(["CUTQ001", "CUTQ008", "CUTQ009", "CUTQ102"], run.Diagnostics.Select(d => d.Id).Order());
    }

    [Fact]
    public void IncompleteCode_IsLeftToTheCompiler()
    {
        GeneratorRun run = GeneratorRun.Of("using CutAwareQnn.Circuits;\n[QuantumCircuit(, Observable(] partial class");
        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Result.GeneratedSources);
    }
}
