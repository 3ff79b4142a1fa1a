using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Removes the classical bits that no measurement writes: readers count the bits of a result differently where some are left.
/// </summary>
internal static class MeasuredBitsOnly
{
    /// <summary>Returns the circuit with its measured bits only, in their order; tests of the others are decided, as these are 0.</summary>
    public static Circuit Of(Circuit circuit)
    {
        int[] measured =
            [.. circuit.Instructions.Select(i => i.Unconditional()).OfType<Measurement>().Select(m => m.Bit).Distinct().OrderBy(b => b)];
        Dictionary<int, int> places = measured.Select((bit, place) => (bit, place)).ToDictionary(p => p.bit, p => p.place);
        return circuit with
        {
            BitCount = measured.Length,
            Instructions = circuit.Instructions.Select(i => Renamed(i, places)).OfType<Instruction>().ToEquatableArray(),
        };
    }

    // Null for what never happens.
    private static Instruction? Renamed(Instruction instruction, Dictionary<int, int> places)
    {
        if (instruction is Measurement measurement)
        {
            return measurement with { Bit = places[measurement.Bit] };
        }

        if (instruction is not Conditional { Condition: { } condition } conditional)
        {
            return instruction;
        }

        int[] kept = [.. Enumerable.Range(0, condition.Bits.Count).Where(i => places.ContainsKey(condition.Bits[i]))];
        var reduced = new Condition(
            kept.Select(i => places[condition.Bits[i]]).ToEquatableArray(),
            kept.Select((i, place) => condition.HasOne(i) ? BigInteger.One << place : BigInteger.Zero)
                .Aggregate(BigInteger.Zero, BigInteger.Add),
            condition.IsNegated);
        bool isDecided = kept.Length == 0
            || Enumerable.Range(0, condition.Bits.Count).Any(i => condition.HasOne(i) && !places.ContainsKey(condition.Bits[i]))
            || condition.Value.Sign < 0 || condition.Value >> condition.Bits.Count != 0;
        return Renamed(conditional.Body, places) is not { } body ? null
            : !isDecided ? new Conditional(reduced, body)
            : condition.Holds(_ => false) ? body
            : null;
    }
}
