using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A circuit on processors that exchange measured bits and nothing else: a classical link is not a cut and costs no shots, γ = 1. Exact
/// values are sums over transcripts, the values of all bits exchanged: each processor runs once per value of the bits that it receives.
/// </summary>
/// <param name="Circuit">The whole circuit.</param>
/// <param name="Processors">One per label, in the order of their first qubits.</param>
/// <param name="Links">The bits exchanged, rising; a bit that is measured again counts as another one.</param>
public sealed record LinkedPlan(Circuit Circuit, EquatableArray<LinkedProcessor> Processors, EquatableArray<int> Links)
{
    /// <summary>The largest number of bits exchanged; there are 2 to the power of it transcripts.</summary>
    public const int MaxLinks = 22;

    /// <summary>Number of circuits that exact values need, one per processor and value of the bits it receives.</summary>
    public int VariantCount => Processors.Sum(p => p.VariantCount);

    /// <summary>Plans the processors of a partition.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="labels">One letter per qubit and processor.</param>
    /// <returns>The plan; null where no bit crosses between labels, where a gate crosses as well, or where too many bits do.</returns>
    public static LinkedPlan? Of(Circuit circuit, PartitionLabels labels)
    {
        labels.Check(circuit.QubitCount);
        char[] letters = [.. labels.Letters.Distinct()];
        var drafts = letters.Select(
            letter => new Draft([.. Enumerable.Range(0, circuit.QubitCount).Where(q => labels.Letters[q] == letter)])).ToArray();
        int[] latest = [.. Enumerable.Range(0, circuit.BitCount)];
        List<int> owners = [.. Enumerable.Repeat(-1, circuit.BitCount)];
        SortedSet<int> links = [];
        foreach (Instruction instruction in circuit.Instructions)
        {
            if (instruction is Barrier)
            {
                continue;
            }

            int processor = Array.FindIndex(drafts, d => d.Qubits.Contains(instruction.Qubits[0]));
            if (!instruction.Qubits.All(drafts[processor].Qubits.Contains))
            {
                return null;
            }

            switch (instruction)
            {
                case Measurement measurement:
                    latest[measurement.Bit] = owners.Count;
                    drafts[processor].Add(measurement with { Bit = owners.Count });
                    owners.Add(processor);
                    break;
                case Conditional conditional when conditional.Unconditional() is not Measurement:
                    Conditional renamed = Renamed(conditional, latest);
                    foreach (int bit in renamed.ClassicalBits().Where(b => owners[b] >= 0 && owners[b] != processor))
                    {
                        links.Add(bit);
                        drafts[processor].Received.Add(bit);
                        drafts[owners[bit]].Sent.Add(bit);
                    }

                    drafts[processor].Add(renamed);
                    break;
                case GateInstruction or Reset:
                    drafts[processor].Add(instruction);
                    break;
                default:
                    return null;
            }
        }

        return links.Count is 0 or > MaxLinks
            ? null
            : new(circuit, drafts.Select(d => d.Processor(circuit, owners.Count)).ToEquatableArray(), links.ToEquatableArray());
    }

    private static Conditional Renamed(Conditional conditional, int[] latest) => new(
        conditional.Condition with { Bits = conditional.Condition.Bits.Select(b => latest[b]).ToEquatableArray() },
        conditional.Body is Conditional inner ? Renamed(inner, latest) : conditional.Body);

    private sealed class Draft(int[] qubits)
    {
        private readonly List<Instruction> _instructions = [];

        public int[] Qubits => qubits;

        public SortedSet<int> Received { get; } = [];

        public SortedSet<int> Sent { get; } = [];

        public void Add(Instruction instruction) => _instructions.Add(instruction.OnQubits(q => Array.IndexOf(qubits, q)));

        public LinkedProcessor Processor(Circuit circuit, int bitCount) => new(
            qubits.ToEquatableArray(),
            circuit with { QubitCount = qubits.Length, BitCount = bitCount, Instructions = _instructions.ToEquatableArray() },
            Received.ToEquatableArray(),
            Sent.ToEquatableArray());
    }
}
