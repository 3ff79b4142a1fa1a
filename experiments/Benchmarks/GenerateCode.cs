using System.Reflection;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does the generator add to a build? Circuits of four qubits with one to three cuts, one or ten, from parsed sources to
/// generated texts.
/// </summary>
public class GenerateCode
{
    private const string GeneratorFile = "Generator/CutAwareQnn.Circuits.Generators.dll";

    private static readonly string[] Partitions = ["AABB", "AABC", "ABCD", "AAAB", "ABBB"];

    private readonly IIncrementalGenerator _generator = (IIncrementalGenerator)Activator.CreateInstance(
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, GeneratorFile))
            .GetType("CutAwareQnn.Circuits.Generators.CircuitGenerator", throwOnError: true)!)!;

    private Compilation _compilation = null!;

    [Params(1, 10)]
    public int Circuits { get; set; }

    [GlobalSetup]
    public void Parse()
    {
        string source = "using CutAwareQnn.Circuits;\n" + string.Concat(Enumerable.Range(0, Circuits).Select(i => $"""
            [QuantumCircuit(4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("{(i % 2 == 0 ? "ZZZZ" : "XXXX")}"), Partition("{Partitions[i / 2]}")]
            public partial class Circuit{i};

            """));
        _compilation = CSharpCompilation.Create(
            "Circuits",
            [CSharpSyntaxTree.ParseText(source)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)));
        if (Generate() != 2 * Circuits)
        {
            throw new InvalidOperationException("not every circuit was compiled");
        }
    }

    [Benchmark]
    public int Generate() =>
        CSharpGeneratorDriver.Create(_generator).RunGenerators(_compilation).GetRunResult().GeneratedTrees.Length;
}
