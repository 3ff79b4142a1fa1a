extern alias generators;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Descriptors = generators::CutAwareQnn.Circuits.Generators.Descriptors;

namespace CutAwareQnn.Generators.Tests;

public class DiagnosticTests
{
    private const string Layers = "ZFeatureMap, RealAmplitudes(Reps = 1)";

    /// <summary>Id, source with the place between <c>[|</c> and <c>|]</c>, and words of the message.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "CUTQ001", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public class [|Pair|];", "write 'partial class Pair'" },
        {
            "CUTQ002",
            $"public class Outer {{ [QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|]; }}",
            "make 'Outer' partial"
        },
        { "CUTQ003", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|]<T>;", "remove the type parameters" },
        {
            "CUTQ003",
            $"public partial class Outer<T> {{ [QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|]; }}",
            "generic type"
        },
        { "CUTQ004", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public static partial class [|Pair|];", "is static" },
        { "CUTQ004", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] file partial class [|Pair|];", "local to its file" },
        { "CUTQ005", $"[QuantumCircuit([|0|]), {Layers}, Observable(\"ZZ\")] public partial class Pair;", "given 0 qubits; give 1 to 24" },
        { "CUTQ005", $"[QuantumCircuit(qubits: [|25|]), {Layers}, Observable(\"ZZ\")] public partial class Pair;", "given 25 qubits" },
        { "CUTQ006", $"[QuantumCircuit([|2|]), {Layers}] public partial class Pair;", "add [Observable(\"ZZ\")]" },
        { "CUTQ007", $"[QuantumCircuit(2), {Layers}, Observable([|\"ZQ\"|])] public partial class Pair;", "at position 2: 'Q'" },
        { "CUTQ007", $"[QuantumCircuit(2), {Layers}, Observable([|\"a*ZZ\"|])] public partial class Pair;", "cannot be read" },
        { "CUTQ007", $"[QuantumCircuit(2), {Layers}, Observable([|null!|])] public partial class Pair;", "it ends" },
        {
            "CUTQ008",
            $"[QuantumCircuit(2), {Layers}, Observable([|\"ZZZ\"|])] public partial class Pair;",
            "3 letters but the circuit has 2 qubits"
        },
        {
            "CUTQ009",
            $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), Partition([|\"AAB\"|])] public partial class Pair;",
            "\"AAB\" has 3 letters"
        },
        {
            "CUTQ009",
            $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), Partition([|\"A-\"|])] public partial class Pair;",
            "'-' at position 2"
        },
        {
            "CUTQ010",
            $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Pair|] {{ public int Plan => 1; }}",
            "'Plan'"
        },
        { "CUTQ010", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Circuit|];", "'Circuit'" },
        { "CUTQ010", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\")] public partial class [|Lanes|];", "'Lanes'" },
        {
            "CUTQ013",
            "[[|Observable(\"ZZ\")|], Partition(\"AB\")] public partial class Pair;",
            "'Pair' has [Observable] but no [QuantumCircuit]"
        },
        { "CUTQ013", "[[|CutAwareQnn.Circuits.ZFeatureMapAttribute|], RealAmplitudes] public class Pair;", "[ZFeatureMap]" },
        { "CUTQ007", $"[QuantumCircuit(2), {Layers}, Observable([|\"0*ZZ\"|])] public partial class Pair;", "all weights are 0" },
        {
            "CUTQ014",
            $"[QuantumCircuit(2), {Layers}, Observable([|\"2*II\"|])] public partial class Pair;",
            "the same value in every state"
        },
        { "CUTQ007", $"[QuantumCircuit(2), {Layers}, Observable([|\"ZZ - ZZ\"|])] public partial class Pair;", "all weights are 0" },
        { "CUTQ101", "[QuantumCircuit([|2|]), Observable(\"ZZ\")] public partial class Pair;", "has no layers" },
        {
            "CUTQ102",
            "[QuantumCircuit(2), ZFeatureMap(Reps = [|0|]), Observable(\"ZZ\")] public partial class Pair;",
            "0 repetitions; give at least 1"
        },
        {
            "CUTQ102",
            "[QuantumCircuit(2), RealAmplitudes(Reps = [|-1|]), Observable(\"ZZ\")] public partial class Pair;",
            "-1 repetitions"
        },
        {
            "CUTQ103",
            "[QuantumCircuit(2), [|Own|], Observable(\"ZZ\")] public partial class Pair; "
            + "public sealed class OwnAttribute : LayerAttribute { public override Layer Layer => new ZFeatureMap(1); }",
            "'OwnAttribute'"
        },
        {
            "CUTQ011",
            $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), Partition(\"AB\"), CutGates([|8|])] public partial class Pair;",
            "a partition and positions"
        },
        {
            "CUTQ011",
            $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), [|CutWires(0, 3)|], MaxQubits(1)] public partial class Pair;",
            "positions and a width"
        },
        { "CUTQ011", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), [|CutGates()|]] public partial class Pair;", "no position" },
        {
            "CUTQ102",
            "[QuantumCircuit(2), [|Gate(\"nope\", 0)|], Observable(\"ZZ\")] public partial class Pair;",
            "\"nope\", which is not in the gate table"
        },
        { "CUTQ102", "[QuantumCircuit(2), [|Gate(\"ry(2*\", 0)|], Observable(\"ZZ\")] public partial class Pair;", "closing parenthesis" },
        { "CUTQ102", "[QuantumCircuit(2), [|Gate(\"cx\", 0, 0)|], Observable(\"ZZ\")] public partial class Pair;", "qubit" },
        { "CUTQ102", "[QuantumCircuit(2), OpenQasm([|\"qubit q\"|]), Observable(\"ZZ\")] public partial class Pair;", "OpenQasm:1:" },
        {
            "CUTQ102",
            "[QuantumCircuit(2), OpenQasm([|\"OPENQASM 3.0; qubit q; bit b; b = measure q;\"|]), Observable(\"ZZ\")] public "
            + "partial class Pair;",
            "measures"
        },
        {
            "CUTQ102",
            "[QuantumCircuit(1), OpenQasm([|\"OPENQASM 3.0; qubit[2] q;\"|]), Observable(\"Z\")] public partial class Pair;",
            "has 2 qubits"
        },
        {
            "CUTQ102",
            "[QuantumCircuit(2), Qaoa(0, 1, EdgeWeights = [|[1, 2]|]), Observable(\"ZZ\")] public partial class Pair;",
            "2 weights for 1 edge"
        },
        { "CUTQ102", "[QuantumCircuit(2), [|TwoLocal(null!, null!)|], Observable(\"ZZ\")] public partial class Pair;", "null" },
        {
            "CUTQ102",
            "[QuantumCircuit(2), RealAmplitudes(Reps = [|1001|]), Observable(\"ZZ\")] public partial class Pair;",
            "at most 1000"
        },
        {
            "CUTQ102",
            "[QuantumCircuit(2), [|Gate(\"ry(x[-1])\", 0)|], Observable(\"ZZ\")] public partial class Pair;",
            "counts from the end"
        },
        {
            "CUTQ102",
            "[QuantumCircuit(2), [|Gate(\"rzz(x[3] + w[ -2 ])\", 0, 1)|], Observable(\"ZZ\")] public partial class Pair;",
            "counts from the end"
        },
        {
            "CUTQ102",
            "[QuantumCircuit(2), [|Gate(\"ry(x/**/[-1])\", 0)|], Observable(\"ZZ\")] public partial class Pair;",
            "counts from the end"
        },
        {
            "CUTQ102",
            "[QuantumCircuit(2), [|Gate(\"ry(x[2 - 3])\", 0)|], Observable(\"ZZ\")] public partial class Pair;",
            "counts from the end"
        },
        { "CUTQ102", "[QuantumCircuit(2), [|Gate(\"ry(w[1000])\", 0)|], Observable(\"ZZ\")] public partial class Pair;", "use 0 to 999" },
        { "CUTQ102", "[QuantumCircuit(2), [|Gate(\"ry(w[999 + 1])\", 0)|], Observable(\"ZZ\")] public partial class Pair;", "999" },
        { "CUTQ102", "[QuantumCircuit(2), [|Gate(\"ry(x[1.5])\", 0)|], Observable(\"ZZ\")] public partial class Pair;", "cannot be read" },
        {
            "CUTQ108",
            "[QuantumCircuit([|2|]), Gate(\"ry(w[7])\", 0), Observable(\"ZI\")] public partial class Pair;",
            "8 weights but no gate uses w[0], w[1]"
        },
        {
            "CUTQ108",
            "[QuantumCircuit([|2|]), OpenQasm(\"OPENQASM 3.0; input float a; qubit q;\"), Observable(\"IZ\")] public partial class Pair;",
            "w[0]"
        },
        {
            "CUTQ109",
            "[QuantumCircuit([|2|]), Gate(\"ry(x[1])\", 0), Observable(\"IZ\")] public partial class Pair;",
            "2 features but no gate uses x[0]"
        },
        {
            "CUTQ104",
            "[QuantumCircuit(2), OpenQasm(File = [|\"no.qasm\"|]), Observable(\"ZZ\")] public partial class Pair;",
            "has none of the name 'no.qasm'"
        },
        { "CUTQ105", "[QuantumCircuit(2), [|OpenQasm|], Observable(\"ZZ\")] public partial class Pair;", "neither a program nor a file" },
        {
            "CUTQ106",
            "[QuantumCircuit(2), DataReuploading([|2|]), AngleEncoding, Observable(\"ZZ\")] public partial class Pair;",
            "two layers written after it"
        },
        {
            "CUTQ107",
            "[QuantumCircuit([|4|]), RealAmplitudes(Reps = 900), RealAmplitudes(Reps = 900), Observable(\"ZZZZ\")] public partial "
            + "class Pair;",
            "10000 instructions"
        },
        { "CUTQ201", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), CutGates([|99|])] public partial class Pair;", "99" },
        { "CUTQ201", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), CutGates([|0|])] public partial class Pair;", "h" },
        { "CUTQ201", $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), [|CutWires(5, 1)|]] public partial class Pair;", "5" },
        {
            "CUTQ201",
            $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), MaxQubits([|0|])] public partial class Pair;",
            "width 0 is below 1"
        },
        {
            "CUTQ202",
            $"[QuantumCircuit(2), {Layers}, Observable(\"ZZ\"), Partition([|\"AA\"|])] public partial class Pair;",
            "leaves one fragment"
        },
        {
            "CUTQ202",
            "[QuantumCircuit(2), Gate(\"cx\", 0, 1), Gate(\"cx\", 0, 1), Observable(\"ZZ\"), CutGates([|1|])] public partial class Pair;",
            "leave one fragment"
        },
        {
            "CUTQ203",
            "[QuantumCircuit(2), Gate(\"cx\", 0, 1), Gate(\"h\", 0), Observable(\"ZZ\"), [|CutWires(1, 1)|]] public partial class Pair;",
            "instructions 0 to 0"
        },
        {
            "CUTQ203",
            "[QuantumCircuit(2), Gate(\"h\", 0), Gate(\"h\", 1), Observable(\"ZZ\"), [|CutWires(1, 0)|]] public partial class Pair;",
            "instructions 1 to 1"
        },
        {
            "CUTQ302",
            "[QuantumCircuit([|9|]), ZFeatureMap, RealAmplitudes(Reps = 6), Observable(\"ZZZZZZZZZ\")] public partial class Pair;",
            "the gradient of 'Pair'"
        },
        {
            "CUTQ303",
            "[QuantumCircuit(3), RealAmplitudes, ZZFeatureMap, Observable(\"YXZ\"), Partition([|\"AAB\"|])] public partial class Pair;",
            "the cut form of 'Pair'"
        },
        {
            "CUTQ301",
            "[QuantumCircuit([|17|]), ZFeatureMap, RealAmplitudes, Observable(\"ZZZZZZZZZZZZZZZZZ\")] public partial class Pair;",
            "interpreted"
        },
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

        // An invalid declaration gets no generated code, so that no error lies inside it.
        Assert.Equal(diagnostic.Severity < DiagnosticSeverity.Error && id != "CUTQ013", run.Result.GeneratedSources.Length > 0);
        Assert.Null(run.Result.Exception);
    }

    [Fact]
    public void EveryDiagnostic_IsAssertedAndDocumented()
    {
        string[] ids = [.. Descriptors.All.Select(d => d.Id)];
        string[] asserted = [.. Mistakes.Select(m => m.Data.Item1).Distinct().Order()];

        // No input is known for the one, and the other depends on the language.
        Assert.Equal(ids.Where(id => id is not ("CUTQ901" or "CUTQ012")).Order(), asserted);
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Docs", "diagnostics.md"));
        Assert.All(Descriptors.All, d => Assert.Single(
            lines,
            l => l.StartsWith(
                $"| {d.Id} | "
                + d.DefaultSeverity switch { DiagnosticSeverity.Info => "info", DiagnosticSeverity.Warning => "warning", _ => "error" }
                + " |",
                StringComparison.Ordinal)));
        Assert.Equal(ids.Length, lines.Count(l => l.StartsWith("| CUTQ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    public void OldLanguages_AreReported(LanguageVersion version)
    {
        GeneratorRun run = GeneratorRun.Of(
            version,
            "[CutAwareQnn.Circuits.QuantumCircuit(2), CutAwareQnn.Circuits.ZFeatureMap, CutAwareQnn.Circuits.Observable(\"ZZ\")] "
            + $"public partial class Pair {{ }}");
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("CUTQ012", diagnostic.Id);
        Assert.Contains(
            $"as C# {version.ToDisplayString()}, but its compiled half needs C# 11", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void SeveralFiles_OfOneName_AreReported()
    {
        const string Source =
            "using CutAwareQnn.Circuits;\n[QuantumCircuit(1), OpenQasm(File = \"a.qasm\"), Observable(\"Z\")] public partial class One;";
        Assert.Equal("CUTQ104", Assert.Single(GeneratorRun.Of(Source, ("/x/a.qasm", ""), ("/y/a.qasm", "")).Diagnostics).Id);
        Diagnostic fault = Assert.Single(GeneratorRun.Of(Source, ("/x/a.qasm", "OPENQASM 3.0; qubit q; nope q;")).Diagnostics);
        Assert.Equal("CUTQ102", fault.Id);
        Assert.StartsWith("a.qasm: ", fault.GetMessage(), StringComparison.Ordinal);
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
