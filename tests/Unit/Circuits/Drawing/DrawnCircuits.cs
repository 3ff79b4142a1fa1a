using CutAwareQnn.Circuits;
using Barrier = CutAwareQnn.Circuits.Barrier;

namespace CutAwareQnn.Unit.Circuits.Drawing;

/// <summary>Circuits of all instructions with marks and pages of all widths, from a seed.</summary>
internal static class DrawnCircuits
{
    public static Circuit Make(int seed)
    {
        var random = new Random(seed);
        int qubits = random.Next(1, 9);
        int bits = random.Next(4);
        var builder = new CircuitBuilder(qubits, bits);
        int count = random.Next(40);
        for (int i = 0; i < count; i++)
        {
            Instruction body = Body(random, qubits, bits);
            builder.Add(bits > 0 && body is not Barrier && random.Next(8) == 0
                ? new Conditional(new(Take(random, bits, random.Next(1, bits + 1)), random.Next(4)), body)
                : body);
        }

        return builder.Build();
    }

    public static DrawingOptions Options(int seed, Circuit circuit)
    {
        var random = new Random(~seed);
        CutMark[] gates = [.. Enumerable.Range(0, circuit.Instructions.Count)
            .Where(i => circuit.Instructions[i] is GateInstruction { Targets.Count: > 1 } && random.Next(4) == 0)
            .Select(i => new GateCutMark(i))];
        CutMark[] wires = circuit.Instructions.Count == 0
            ? []
            : [.. Enumerable.Range(0, random.Next(4))
                .Select(_ => new WireCutMark(random.Next(circuit.QubitCount), random.Next(circuit.Instructions.Count))).Distinct()];
        return new()
        {
            Width = random.Next(3) switch { 0 => int.MaxValue, 1 => 100, _ => random.Next(24, 60) },
            Cuts = gates.Concat(wires).ToEquatableArray(),
            Fragments = random.Next(2) == 0 ? null : new([.. Enumerable.Range(0, circuit.QubitCount).Select(_ => "ABC"[random.Next(3)])]),
        };
    }

    private static Instruction Body(Random random, int qubits, int bits)
    {
        switch (random.Next(10))
        {
            case 0 when bits > 0:
                return new Measurement(random.Next(qubits), random.Next(bits));
            case 1:
                return new Reset(random.Next(qubits));
            case 2:
                return new Barrier(Take(random, qubits, random.Next(1, qubits + 1)));
            default:
                Gate[] table = [.. Gates.All.Where(g => g.QubitCount <= qubits)];
                Gate gate = table[random.Next(table.Length)];
                return new GateInstruction(
                    gate,
                    Take(random, qubits, gate.QubitCount),
                    Enumerable.Range(0, gate.ParameterCount).Select(_ => NextAngle(random)).ToEquatableArray());
        }
    }

    private static Angle NextAngle(Random random) => random.Next(4) switch
    {
        0 => Math.PI / random.Next(1, 9),
        1 => random.NextDouble() * Angle.Feature(random.Next(20)),
        2 => (Angle.Weight(random.Next(20)) * Angle.Feature(0)) - random.NextDouble(),
        _ => (random.NextDouble() * 8) - 4,
    };

    private static EquatableArray<int> Take(Random random, int from, int count) =>
        Enumerable.Range(0, from).OrderBy(_ => random.Next()).Take(count).ToEquatableArray();
}
