using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Counts of decimal or hexadecimal outcomes per circuit, as Qiskit's <c>int_outcomes()</c>: bit i of a number is classical bit i.
/// </summary>
internal sealed class IntegersFormat : IResultFormat
{
    public string Name => "integers";

    public bool Fits(JsonElement value, ResultReading reading) => Histogram.Is(value)
        ? KeyKinds.Of([value], reading) == KeyKind.Hexadecimal
        : KeyKinds.AreNamed(value) && KeyKinds.Of(value.EnumerateObject().Select(p => p.Value), reading) switch
        {
            KeyKind.Hexadecimal => true,
            KeyKind.Decimal =>
                !value.EnumerateObject()
                    .Any(p => p.Value.EnumerateObject().Any(w => w.Value.GetRawText().Contains('.', StringComparison.Ordinal))),
            _ => false,
        };

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading) => Histogram.Is(value)
        ? [Table(value, null)]
        : value.EnumerateObject().Select(p => Table(p.Value, p.Name)).ToArray();

    private static OutcomeTable Table(JsonElement histogram, string? name) => NumberTables.Read(
        histogram, width => new(OutcomeTable.Sequence(ColumnKind.LowBit, width)) { Name = name, IsDeclaredOrder = true });
}
