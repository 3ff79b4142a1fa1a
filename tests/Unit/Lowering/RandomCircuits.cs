using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;

namespace CutAwareQnn.Unit.Lowering;

/// <summary>Circuits from a seed, and the same gates for the oracle.</summary>
internal static class RandomCircuits
{
    /// <summary>Creates a circuit with weights 0, 1, … in order as angles; a third of the angles are constants.</summary>
    public static Circuit Make(int seed, int qubits, int gates)
    {
        var random = new Random(seed);
        var builder = new CircuitBuilder(qubits);
        Gate[] table = [.. Gates.All.Where(g => g.QubitCount <= qubits)];
        int weights = 0;
        for (int i = 0; i < gates; i++)
        {
            Gate gate = table[random.Next(table.Length)];
            int[] targets = [.. Enumerable.Range(0, qubits).OrderBy(_ => random.Next()).Take(gate.QubitCount)];
            builder.Add(gate, [.. Enumerable.Range(0, gate.ParameterCount).Select(_ => NextAngle(random, ref weights))], targets);
        }

        return builder.Reserve(0, weights).Build();
    }

    public static double[] Weights(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 8) - 4)];
    }

    public static string Paulis(int seed, int qubits)
    {
        var random = new Random(seed);
        string letters;
        do
        {
            letters = new([.. Enumerable.Range(0, qubits).Select(_ => "IXYZ"[random.Next(4)])]);
        }
        while (letters.All(l => l == 'I'));
        return letters;
    }

    /// <summary>Returns the oracle's gates for bound weights.</summary>
    public static IEnumerable<ReferenceGate> Bind(Circuit circuit, double[] weights) => circuit.Gates.Select(g => new ReferenceGate(
        g.Gate.Name, [.. g.Angles.Select(a => a.Evaluate(s => weights[s.Index]))], [.. g.Targets]));

    private static Angle NextAngle(Random random, ref int weights)
    {
        double number = Math.Round((random.NextDouble() * 6) - 3, 3);
        return random.Next(6) switch
        {
            0 => number,
            1 => Math.PI / 2 * random.Next(-3, 4),
            2 => number * Angle.Weight(weights++),
            3 when weights > 0 => Angle.Weight(random.Next(weights)) + number,
            _ => Angle.Weight(weights++),
        };
    }
}
