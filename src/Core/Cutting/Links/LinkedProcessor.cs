using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>One processor of a <see cref="LinkedPlan"/>.</summary>
/// <param name="Qubits">Its qubits in the whole circuit; qubit i of them is qubit i of its circuit.</param>
/// <param name="Circuit">What it does, on its own qubits and the bits of the plan.</param>
/// <param name="Received">The bits of other processors that its conditions read, rising.</param>
/// <param name="Sent">Its own bits that other processors' conditions read, rising.</param>
public sealed record LinkedProcessor(EquatableArray<int> Qubits, Circuit Circuit, EquatableArray<int> Received, EquatableArray<int> Sent)
{
    /// <summary>Number of variants: one per value of the bits received.</summary>
    public int VariantCount => 1 << Received.Count;

    /// <summary>Returns the circuit for one value of the bits received: conditions on them are decided.</summary>
    /// <param name="received">The value, bit i of which is the i-th bit received.</param>
    public Circuit Variant(int received) => Circuit with
    {
        Instructions = Circuit.Instructions.SelectMany(i => Decided(i, received)).ToEquatableArray(),
    };

    private IEnumerable<Instruction> Decided(Instruction instruction, int received)
    {
        if (instruction is not Conditional conditional)
        {
            return [instruction];
        }

        Condition condition = conditional.Condition;
        List<int> kept = [];
        bool canSpell = condition.Value >> condition.Bits.Count == 0;
        BigInteger value = 0;
        for (int i = 0; i < condition.Bits.Count; i++)
        {
            int link = Index(condition.Bits[i]);
            if (link < 0)
            {
                value |= (condition.Value >> i & 1) << kept.Count;
                kept.Add(condition.Bits[i]);
            }
            else
            {
                canSpell &= (condition.Value >> i & 1) == (received >> link & 1);
            }
        }

        if (canSpell && kept.Count > 0)
        {
            return [conditional with { Condition = new(kept.ToEquatableArray(), value, condition.IsNegated) }];
        }

        return canSpell != condition.IsNegated ? Decided(conditional.Body, received) : [];
    }

    private int Index(int bit)
    {
        for (int i = 0; i < Received.Count; i++)
        {
            if (Received[i] == bit)
            {
                return i;
            }
        }

        return -1;
    }
}
