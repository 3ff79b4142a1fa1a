using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What <c>cutqnn counts</c> prints; the fields are described in <c>docs/devices.md</c>.</summary>
internal sealed record CountsDocument(ResultFile Result)
{
    // Outcomes wider than a line are cut.
    private const int MostListed = 32;

    public string ToJson()
    {
        var circuits = new JsonObject();
        foreach (CircuitCounts circuit in Result.Circuits)
        {
            var counts = new JsonObject();
            foreach ((BigInteger outcome, long count) in circuit.Counts)
            {
                counts[outcome.ToString()] = count;
            }

            var entry = new JsonObject
            {
                ["shots"] = circuit.Shots,
                ["registers"] = new JsonArray([.. circuit.Registers.Select(r => new JsonArray(r.Name, r.Size))]),
                ["counts"] = counts,
            };
            if (circuit.LostShots > 0)
            {
                entry["lost_shots"] = circuit.LostShots;
            }

            circuits[circuit.Name] = entry;
        }

        return new JsonObject { ["format"] = Result.Format, ["circuits"] = circuits }.ToJsonString(ReadableJson.Options);
    }

    public string ToText()
    {
        var text = new StringBuilder($"format       {Result.Format}");
        foreach (CircuitCounts circuit in Result.Circuits)
        {
            string lost = circuit.LostShots > 0 ? $", and {circuit.LostShots} lost" : "";
            text.AppendLine().AppendLine().Append($"{circuit.Name}: {Counted.Of(circuit.Shots, "shot")}{lost}; bits {Bits(circuit)}");
            foreach ((BigInteger outcome, long count) in circuit.Counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(MostListed))
            {
                text.AppendLine().Append($"  {Spelled(outcome, circuit)}  {count}");
            }

            if (circuit.Counts.Count > MostListed)
            {
                text.AppendLine().Append($"  … {circuit.Counts.Count - MostListed} further outcomes; --json lists all");
            }
        }

        return text.ToString();
    }

    private static string Bits(CircuitCounts circuit) => string.Join(" ", circuit.Registers.Reverse().Select(r => $"{r.Name}[{r.Size}]"));

    // As Qiskit writes it: bit 0 rightmost, the first register rightmost.
    private static string Spelled(BigInteger outcome, CircuitCounts circuit)
    {
        var parts = new List<string>();
        foreach (OutcomeRegister register in circuit.Registers)
        {
            BigInteger own = outcome;
            parts.Insert(0, string.Concat(Enumerable.Range(0, register.Size).Reverse().Select(i => (own >> i).IsEven ? '0' : '1')));
            outcome >>= register.Size;
        }

        return string.Join(' ', parts);
    }
}
