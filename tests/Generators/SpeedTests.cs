using Microsoft.CodeAnalysis;
using Xunit;
using Xunit.Abstractions;

namespace CutAwareQnn.Generators.Tests;

public class SpeedTests(ITestOutputHelper output)
{
    private const int CircuitCount = 10;
    private const int RunCount = 12;

    // Ten times what is measured on a quiet machine; docs/performance.md has the figure.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public void TenCircuits_OfFourQubits_AreGeneratedWithinTheLimit()
    {
        // One by one, so that the best of some runs is one that nothing interrupted.
        string[] partitions = ["AABB", "AABC", "ABCD", "AAAB", "ABBB"];
        TimeSpan sum = TimeSpan.Zero;
        for (int circuit = 0; circuit < CircuitCount; circuit++)
        {
            string source = $"""
                using CutAwareQnn.Circuits;

                [QuantumCircuit(4), ZFeatureMap, RealAmplitudes(Reps = 1), Observable("{(circuit % 2 == 0 ? "ZZZZ" : "XXXX")}")]
                [Partition("{partitions[circuit / 2]}")]
                public partial class Study;
                """;
            sum += Enumerable.Range(0, RunCount).Min(_ => Time(source));
        }

        output.WriteLine($"{CircuitCount} circuits: {sum.TotalMilliseconds:F0} ms");
        Assert.InRange(sum, TimeSpan.Zero, Limit);
    }

    private static TimeSpan Time(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.Equal(4, run.Result.GeneratedSources.Length);
        return run.Driver.GetTimingInfo().GeneratorTimes[0].ElapsedTime;
    }
}
