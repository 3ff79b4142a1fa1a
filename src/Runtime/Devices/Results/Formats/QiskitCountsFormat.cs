using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Qiskit's counts as strings: the rightmost character is bit 0, spaces are between registers, the first one rightmost. A histogram, a
/// list of them, or a name for each. Without a space and without names the order of bits is open: see <see cref="PennyLaneCountsFormat"/>.
/// </summary>
internal sealed class QiskitCountsFormat : IResultFormat
{
    public string Name => "qiskit_counts";

    public bool Fits(JsonElement value, ResultReading reading)
    {
        if (KeyKinds.AreNamed(value))
        {
            return KeyKinds.Of(value.EnumerateObject().Select(p => p.Value), reading) == KeyKind.Binary;
        }

        JsonElement[] histograms = Histogram.Is(value) ? [value] : KeyKinds.AreListed(value) ? [.. value.EnumerateArray()] : [];
        return histograms.Length > 0 && KeyKinds.Of(histograms, reading) == KeyKind.Binary
            && (reading.Bits == BitOrder.Last || histograms.Any(KeyKinds.HaveSpaces));
    }

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading) =>
        Histogram.Is(value) ? [Table(value, null, reading)]
        : value.IsArray() ? value.EnumerateArray().Select(h => Table(h, null, reading)).ToArray()
        : value.EnumerateObject().Select(p => Table(p.Value, p.Name, reading)).ToArray();

    private static OutcomeTable Table(JsonElement histogram, string? name, ResultReading reading)
    {
        string[] groups = histogram.EnumerateObject().FirstOrDefault() is { Name: { } key } ? key.Split(' ') : [];
        if (histogram.EnumerateObject().Any(p => !p.Name.Split(' ').Select(g => g.Length).SequenceEqual(groups.Select(g => g.Length))))
        {
            throw new ResultFileException("outcomes have registers of different sizes; outcomes of one circuit have the same");
        }

        // Spaces fix the order; without them it may be given.
        BitOrder order = groups.Length > 1 ? BitOrder.Last : reading.Bits ?? BitOrder.Last;
        TableRegister[] registers = [.. groups.Reverse().Select(g => new TableRegister(null, g.Length))];
        return BinaryTables.Read(
            histogram,
            width => groups.Length > 1
                ? new(OutcomeTable.Elements(registers), registers) { Name = name, IsDeclaredOrder = true }
                : new(OutcomeTable.Sequence(ColumnKind.Bit, width)) { Name = name, IsDeclaredOrder = true },
            order);
    }
}
