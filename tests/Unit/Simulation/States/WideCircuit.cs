using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Seeded random circuits of every gate of the table and of given matrices, on any number of qubits.</summary>
internal static class WideCircuit
{
    /// <summary>Draws a circuit in which every angle is a weight, some shared.</summary>
    public static Circuit Draw(int qubitCount, int seed, int length)
    {
        var random = new Random(seed);
        Gate[] choices = [.. Gates.All.Where(gate => gate.QubitCount <= qubitCount)];
        var builder = new CircuitBuilder(qubitCount);
        int weights = 0;
        for (int i = 0; i < length; i++)
        {
            Gate gate = choices[random.Next(choices.Length)];
            int[] qubits = [.. Enumerable.Range(0, qubitCount).OrderBy(_ => random.Next()).Take(gate.QubitCount)];
            Angle[] angles = [.. Enumerable.Range(0, gate.ParameterCount).Select(
                _ => Angle.Weight(weights > 0 && random.Next(4) == 0 ? random.Next(weights) : weights++))];
            builder.Add(new GateInstruction(gate, qubits.ToEquatableArray(), angles.ToEquatableArray()));
        }

        return builder.Build();
    }

    /// <summary>Draws the weights.</summary>
    public static double[] Weights(Circuit circuit, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, circuit.WeightCount).Select(_ => 6 * random.NextDouble())];
    }

    /// <summary>
    /// Keeps the gates inside the lower <paramref name="half"/> qubits and inside the others, and up to two CX gates between them.
    /// </summary>
    public static Circuit Bridged(Circuit circuit, int half)
    {
        int bridges = 0;
        return circuit with
        {
            Instructions = circuit.Instructions.Where(i => i.Qubits.All(q => q < half) || i.Qubits.All(q => q >= half)
                || (i is GateInstruction { Gate: var gate } && gate == Gates.CX && ++bridges <= 2)).Append(
                    new GateInstruction(
                        Gates.CZ, EquatableArray<int>.Of(0, circuit.QubitCount - 1), EquatableArray<Angle>.Empty)).ToEquatableArray(),
        };
    }

    /// <summary>Returns the labels of the two halves.</summary>
    public static PartitionLabels Halves(int qubitCount) => PartitionLabels.Parse(
        new string('A', qubitCount / 2) + new string('B', qubitCount - (qubitCount / 2)), qubitCount);
}
