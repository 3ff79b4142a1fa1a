using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>A variant as a device runs it: the fragment's circuit with one physical operation in place of every cut end.</summary>
/// <param name="Circuit">
/// No cut ends; weight i is the fragment's slot i; a classical bit more for each measurement at a cut, and after the fragment's qubits
/// the ancillas.
/// </param>
/// <param name="SignBits">The classical bits whose outcome 1 flips the sign of the result.</param>
public sealed record VariantCircuit(Circuit Circuit, EquatableArray<int> SignBits)
{
    /// <summary>The leg of the fragment that each sign bit belongs to.</summary>
    public EquatableArray<int> SignLegs { get; init; } = EquatableArray<int>.Empty;

    /// <summary>Puts operations in place of the cut ends.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="operations">For each leg the index of one of its basis's operations.</param>
    /// <exception cref="CutException">There is not one operation per leg, or a leg has no such operation.</exception>
    public static VariantCircuit Build(Fragment fragment, IReadOnlyList<int> operations)
    {
        Check(fragment, operations);
        var instructions = new List<Instruction>();
        var signBits = new List<int>();
        var signLegs = new List<int>();
        int bitCount = fragment.Circuit.BitCount;
        int qubitCount = fragment.QubitCount;
        int[] ancillas = fragment.Legs.Select(l => l.Basis.HasAncilla ? qubitCount++ : -1).ToArray();
        foreach (Instruction instruction in fragment.Circuit.Instructions)
        {
            if (instruction is not CutEnd end)
            {
                instructions.Add(instruction);
                continue;
            }

            Leg leg = fragment.Legs[end.Leg];
            foreach (Instruction step in leg.Basis.Operations[operations[end.Leg]].StepsAt[end.Place])
            {
                Instruction here = step.OnQubits(place => place < leg.Qubits.Count ? leg.Qubits[place] : ancillas[end.Leg]);
                if (here is Measurement measurement)
                {
                    if (measurement.Bit == 0)
                    {
                        signBits.Add(bitCount);
                        signLegs.Add(end.Leg);
                    }

                    here = measurement with { Bit = bitCount++ };
                }

                instructions.Add(here);
            }
        }

        return new(
            fragment.Circuit with { QubitCount = qubitCount, BitCount = bitCount, Instructions = instructions.ToEquatableArray() },
            signBits.ToEquatableArray())
        {
            SignLegs = signLegs.ToEquatableArray(),
        };
    }

    /// <summary>Returns a Pauli string of the fragment on the variant's qubits, the identity on ancillas.</summary>
    public PauliString Observe(PauliString observable) =>
        PauliString.Of(Enumerable.Range(0, Circuit.QubitCount).Select(q => q < observable.QubitCount ? observable[q] : Pauli.I));

    private static void Check(Fragment fragment, IReadOnlyList<int> operations)
    {
        if (operations.Count != fragment.Legs.Count)
        {
            throw new CutException(
                $"{Counted.Of(operations.Count, "operation", "was", "were")} given for the {Counted.Of(fragment.Legs.Count, "leg")} of "
                + $"fragment {fragment.Index}; give one per leg");
        }

        for (int leg = 0; leg < operations.Count; leg++)
        {
            LegBasis basis = fragment.Legs[leg].Basis;
            if (operations[leg] < 0 || operations[leg] >= basis.Operations.Count)
            {
                throw new CutException(
                    $"leg {leg} of fragment {fragment.Index} ({basis}) has no operation "
                    + $"{operations[leg]}; use 0 to {basis.Operations.Count - 1}");
            }
        }
    }
}
