using System.Text.Json;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using Xunit;

namespace CutAwareQnn.Unit.Reconstruction.Outputs;

/// <summary>The distributions of the shared cases, which were computed by another program.</summary>
public sealed class SharedDistributionTests
{
    // The shared values carry nine digits at least.
    private const double Tolerance = 1e-9;

    [SharedDataFact("cases")]
    public void EveryCase_Cut_HasTheStoredProbabilities()
    {
        foreach (JsonElement given in Cases())
        {
            CircuitOutputs outputs = Outputs(given);
            Equal(Numbers(given.GetProperty("probabilities")), outputs.Distribution());
            foreach (JsonProperty marginal in given.GetProperty("marginals").EnumerateObject())
            {
                Equal(Numbers(marginal.Value), outputs.Marginal([int.Parse(marginal.Name[1..], null)]));
            }

            Equal(Numbers(given.GetProperty("marginal_q0q2")), outputs.Marginal([0, 2]));
            JsonElement conditional = given.GetProperty("conditional");
            JsonProperty condition = conditional.GetProperty("given").EnumerateObject().Single();
            var values = new Dictionary<int, int> { [int.Parse(condition.Name[1..], null)] = condition.Value.GetInt32() };
            if (outputs.Marginal(values.Keys)[values.Values.Single()] > Tolerance)
            {
                Equal(Numbers(conditional.GetProperty("values")), outputs.Conditional([0, 1], values).Probabilities);
            }
        }
    }

    [SharedDataFact("cases")]
    public void EveryCase_Cut_HasTheStoredHeaviestStrings()
    {
        foreach (JsonElement given in Cases())
        {
            (string Bits, double Probability)[] expected =
                [.. given.GetProperty("top4").EnumerateArray().Select(s => (s[0].GetString()!, s[1].GetDouble()))];
            IReadOnlyList<LikelyString> found = Outputs(given).Heaviest(4).Strings;
            Assert.Equal(expected.Select(s => s.Bits), found.Select(s => s.Bits));
            Equal([.. expected.Select(s => s.Probability)], [.. found.Select(s => s.Probability)]);
        }
    }

    private static IEnumerable<JsonElement> Cases()
    {
        using FileStream stream = File.OpenRead(SharedData.PathOf("cases", "next.json"));
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("distributions").EnumerateArray().Select(e => e.Clone())];
    }

    private static CircuitOutputs Outputs(JsonElement given) => CircuitOutputs.Of(
        OutputPlanner.Plan(
            OpenQasmReader.Read(given.GetProperty("qasm").GetString()!, "case").Circuit,
            new PartitionLabels(given.GetProperty("labels").GetString()!)),
        [],
        []);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static void Equal(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }
}
