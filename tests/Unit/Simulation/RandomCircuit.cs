using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Seeded random circuits on three qubits and two classical bits, with the oracle's steps.</summary>
internal static class RandomCircuit
{
    private const int QubitCount = 3;

    private const int BitCount = 2;

    // Single-qubit gates and identities come often enough through U and RX.
    private static readonly Gate[] Choices = [.. Gates.All.Where(g => g.ParameterCount > 0), Gates.H, Gates.CX, Gates.Swap, Gates.DCX];

    public static (Circuit Circuit, ReferenceStep[] Steps) Draw(int seed, bool dynamic, int length = 24)
    {
        var random = new Random(seed);
        var builder = new CircuitBuilder(QubitCount, BitCount);
        var steps = new List<ReferenceStep>();
        for (int i = 0; i < length; i++)
        {
            (Instruction instruction, ReferenceStep step) = Draw(random, dynamic ? random.Next(8) : 7);
            builder.Add(instruction);
            steps.Add(step);
        }

        return (builder.Build(), [.. steps]);
    }

    /// <summary>Returns the same circuit with a weight for every angle, and the weights' values.</summary>
    public static (Circuit Circuit, double[] Weights) WithWeights(Circuit circuit)
    {
        var weights = new List<double>();
        var builder = new CircuitBuilder(circuit.QubitCount, circuit.BitCount);
        foreach (Instruction instruction in circuit.Instructions)
        {
            builder.Add(instruction.WithAngles(angle =>
            {
                weights.Add(angle.Constant);
                return Angle.Weight(weights.Count - 1);
            }));
        }

        return (builder.Build(), [.. weights]);
    }

    private static (Instruction Instruction, ReferenceStep Step) Draw(Random random, int kind)
    {
        int qubit = random.Next(QubitCount);
        switch (kind)
        {
            case 0:
                int bit = random.Next(BitCount);
                return (new Measurement(qubit, bit), new ReferenceStep.Measure(qubit, bit));
            case 1:
                return (new Reset(qubit), new ReferenceStep.Reset(qubit));
            case 2 or 3:
                (Instruction body, ReferenceStep inner) = Draw(random, random.Next(2, 8));
                int[] bits = [.. new[] { 0, 1 }.OrderBy(_ => random.Next()).Take(random.Next(1, 3))];
                int value = random.Next(1 << bits.Length);
                return (
                    new Conditional(new(bits.ToEquatableArray(), value), body), new ReferenceStep.Conditional(bits, value, inner));
            default:
                Gate gate = Choices[random.Next(Choices.Length)];
                int[] qubits = [.. Enumerable.Range(0, QubitCount).OrderBy(_ => random.Next()).Take(gate.QubitCount)];
                double[] angles = [.. Enumerable.Range(0, gate.ParameterCount).Select(_ => (random.NextDouble() - 0.5) * 12)];
                return (
                    new GateInstruction(gate, qubits.ToEquatableArray(), angles.Select(Angle.FromDouble).ToEquatableArray()),
                    new ReferenceStep.Gate(new(gate.Name, angles, qubits)));
        }
    }
}
