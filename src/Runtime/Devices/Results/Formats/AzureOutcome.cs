using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Outcomes of Azure Quantum: a list per register in order of declaration, or one list of all bits. Which end of a list bit 0 is at is
/// up to who wrote the program.
/// </summary>
internal static class AzureOutcome
{
    /// <summary>Creates the table of such outcomes.</summary>
    /// <param name="outcome">One of them.</param>
    /// <param name="order">The order inside a register; null where it is not known.</param>
    /// <exception cref="ResultFileException">The order is needed and not known.</exception>
    public static OutcomeTable Table(JsonElement outcome, BitOrder? order)
    {
        if (!IsNested(outcome))
        {
            int width = outcome.IsArray() ? outcome.GetArrayLength() : 1;
            RequireOrder(order, width);
            return new(OutcomeTable.Sequence(ColumnKind.Bit, width)) { IsDeclaredOrder = true };
        }

        TableRegister[] registers =
            [.. outcome.EnumerateArray().Select(r => new TableRegister(null, r.IsArray() ? r.GetArrayLength() : 1))];
        RequireOrder(order, registers.Max(r => r.Size));
        return new(OutcomeTable.Elements(registers), registers) { IsDeclaredOrder = true };
    }

    /// <summary>Adds an outcome, or counts it as lost.</summary>
    public static void Add(OutcomeTable table, JsonElement outcome, BitOrder? order, double weight)
    {
        string[] parts = IsNested(outcome) ? [.. outcome.EnumerateArray().Select(r => Bits(r, order))] : [Bits(outcome, order)];
        bool fits = table.Registers.Count == 0
            ? parts.Length == 1 && parts[0].Length == table.Columns.Count
            : parts.Select(p => p.Length).SequenceEqual(table.Registers.Select(r => r.Size));
        if (!fits)
        {
            throw new ResultFileException("outcomes have different numbers of bits; give the file as it was written");
        }

        string row = string.Concat(parts);
        if (row.Contains('-', StringComparison.Ordinal))
        {
            table.LostShots += (long)weight;
            return;
        }

        table.Add(row, weight);
    }

    private static bool IsNested(JsonElement outcome) => outcome.IsArray() && outcome.EnumerateArray().Any(e => e.IsArray());

    private static void RequireOrder(BitOrder? order, int width)
    {
        if (width > 1 && order is null)
        {
            throw new ResultFileException(
                "the order of bits inside a register is the writer's in Azure's results; give --bits first where bit 0 comes "
                + "first, else --bits last");
        }
    }

    private static string Bits(JsonElement register, BitOrder? order)
    {
        string bits = register.IsArray() ? string.Concat(register.EnumerateArray().Select(Bit)) : Bit(register).ToString();
        return order == BitOrder.Last ? OutcomeText.Reversed(bits) : bits;
    }

    // -1 and 2 mark a lost qubit.
    private static char Bit(JsonElement bit) =>
        bit.IsNumber() && bit.TryGetInt32(out int number) && number is -1 or 2 ? '-' : bit.Bit("an outcome");
}
