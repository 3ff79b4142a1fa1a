using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CutAwareQnn.Generators.Tests;

public class GeneratedTextTests
{
    private const string Iris = """
        using CutAwareQnn.Circuits;

        namespace Demo;

        /// <summary>The study's circuit.</summary>
        [QuantumCircuit(qubits: 4)]
        [ZFeatureMap]
        [RealAmplitudes(Reps = 1)]
        [Observable("ZZZZ")]
        [Partition("AABB")]
        public partial class IrisClassifier;
        """;

    private const string Pair = """
        using CutAwareQnn.Circuits;

        [QuantumCircuit(2)]
        [ZFeatureMap(Reps = 1)]
        [RealAmplitudes(Reps = 1, Entanglement = Entanglement.Linear)]
        [Observable("ZI + 0.5*XX")]
        internal partial class Pair;
        """;

    private const string One = """
        using CutAwareQnn.Circuits;

        [QuantumCircuit(1), AngleEncoding, Gate("ry(w)", 0), Observable("Z")]
        internal partial class One;
        """;

    [Fact]
    public void Header_DrawsTheCutCircuit() =>
        Golden.Assert(Part(GeneratorRun.Of(Iris).Generated("Demo.IrisClassifier.g.cs"), "", "namespace"), "Header");

    [Fact]
    public void OneQubit_PrintsItsHalf() => Golden.Assert(GeneratorRun.Of(One).Generated("One.g.cs"), "One");

    [Fact]
    public void OneQubit_PrintsItsLanes() => Golden.Assert(GeneratorRun.Of(One).Generated("One.Lanes.g.cs"), "One.Lanes");

    [Fact]
    public void CutCircuit_HasAnEntryAStage() => Golden.Assert(
        Part(GeneratorRun.Of(Iris).Generated("Demo.IrisClassifier.g.cs"), "        static void global", "private static class Kernels"),
        "Stages");

    [Fact]
    public void CutValue_IsFused() => Golden.Assert(
        Part(GeneratorRun.Of(Pair.Replace("]\ninternal", ", Partition(\"AB\")]\ninternal", StringComparison.Ordinal))
            .Generated("Pair.Lanes.g.cs"), "// The value of the cut circuit, all", "// The value of the cut circuit with"),
        "CutValue");

    [Fact]
    public void DeepCircuit_IsSweptInLoops() => Golden.Assert(
        Part(GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(6), RealAmplitudes(Reps = 2), Observable("ZZZZZZ"), Observable("XXXXXX")]
            internal partial class Deep;
            """).Generated("Deep.Lanes.g.cs"), "internal static void Sweep1(", "#if !DEBUG"),
        "Sweep");

    // A step takes a line of some 30 characters, for all widths together; the rest is the circuit and the entries of its programs.
    [Fact]
    public void Text_IsShort()
    {
        GeneratorRun run = GeneratorRun.Of(Iris.Replace("AABB", "ABCD", StringComparison.Ordinal));
        Assert.InRange(run.Result.GeneratedSources.Sum(s => s.SourceText.Length), 50_000, 200_000);
    }

    [Fact]
    public void NamesInScope_AreNotThoseOfTheCode()
    {
        GeneratorRun run = GeneratorRun.Of("""
            global using Lane = System.Int32;
            global using Ops = System.String;
            global using At = System.Object;
            using CutAwareQnn.Circuits;

            namespace System.CutAwareQnn.Demo
            {
                internal class L;
                internal class O;
                internal class Vector512;
                internal class Math;

                [QuantumCircuit(2), AngleEncoding, Gate("ry(sin(w)*x[0])", 0), Gate("rzz(w)", 0, 1), Observable("ZX"), Partition("AB")]
                internal partial class Value
                {
                    public const int Lane = 0, Ops = 0, At = 0, Number = 0, Place = 0, Gradient = 0, System = 0, Run = 0;
                }
            }
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
    }

    [Fact]
    public void Output_IsDeterministic_WithUnixLineEnds()
    {
        GeneratorRun first = GeneratorRun.Of(Iris);
        GeneratorRun second = GeneratorRun.Of(Iris);
        Assert.Equal(2, first.Result.GeneratedSources.Length);
        foreach (var source in first.Result.GeneratedSources)
        {
            Assert.Equal(source.SourceText.ToString(), second.Generated(source.HintName));
            Assert.DoesNotContain("\r", source.SourceText.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void GeneratedCode_CompilesWithoutWarnings()
    {
        GeneratorRun run = GeneratorRun.Of(Iris);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
    }

    // From the first appearance of a text, and up to the next of another.
    private static string Part(string text, string from, string to)
    {
        string rest = text[text.IndexOf(from, StringComparison.Ordinal)..];
        return rest[..rest.IndexOf(to, StringComparison.Ordinal)];
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void EveryLanguageWithStaticAbstractMembers_CompilesIt(LanguageVersion version)
    {
        GeneratorRun run = GeneratorRun.Of(version, """
            using CutAwareQnn.Circuits;

            [QuantumCircuit(2), AngleEncoding, TwoLocal(new[] { "ry" }, new[] { "cx" }, Pairs = new[] { 0, 1 }), BasisEncoding(0, 1), Gate("ry(w)", 0)]
            [Observable("ZZ"), Partition("AB")]
            public partial class Pair { }
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
    }

    [Fact]
    public void NamesThatDifferInCase_HaveFilesOfTheirOwn()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(1), AngleEncoding, Observable("Z")]
            public partial class Pair;

            [QuantumCircuit(1), AngleEncoding, Observable("X")]
            public partial class PAIR;

            [QuantumCircuit(1), AngleEncoding, Observable("Y")]
            public partial class PaIr;
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        Assert.Equal("X", CompiledType.Of(run.Load(), "PAIR").Observables[0].ToString());
        Assert.Equal(3 * 2, run.Result.GeneratedSources.Select(s => s.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void RulesOfTheProject_DoNotReachGeneratedCode()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using System;
            using CutAwareQnn.Circuits;

            [assembly: CLSCompliant(true)]

            [QuantumCircuit(2), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("ZZ"), Partition("AB")]
            public abstract partial class Pair;

            [QuantumCircuit(2), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("XX"), Partition("AB")]
            public sealed partial class Derived : Pair;

            [Obsolete("Use Derived."), QuantumCircuit(1), AngleEncoding, Observable("X")]
            public partial class lower;
            """);
        Assert.Empty(run.Diagnostics);
        Assert.DoesNotContain(run.Complaints, d => d.Id != "CS8981");
        Assert.Equal("XX", CompiledType.Of(run.Load(), "Derived").Observables[0].ToString());
    }

    [Fact]
    public void RepeatedAttributes_OnParts_AreTheCompilersToReport()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            [QuantumCircuit(1), AngleEncoding, Observable("Z")]
            public partial class One;

            [QuantumCircuit(1)]
            public partial class One;
            """);
        Assert.Null(run.Result.Exception);
        Assert.Equal("CS0579", Assert.Single(run.Complaints).Id);
    }

    [Fact]
    public void NestedTypesRecordsAndKeywords_Compile()
    {
        GeneratorRun run = GeneratorRun.Of("""
            using CutAwareQnn.Circuits;

            namespace Outer.@event
            {
                internal partial record struct Models
                {
                    internal partial interface IHouse
                    {
                        [QuantumCircuit(1), ZFeatureMap, Observable("X")]
                        internal sealed partial record @class;
                    }
                }
            }
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Complaints);
        Assert.Equal(2, run.Result.GeneratedSources.Length);
    }
}
