using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// IonQ's histograms and probabilities, version 1: bit i of a decimal outcome is qubit i. Probabilities carry no number of shots. Several
/// circuits have a name each.
/// </summary>
internal sealed class IonqFlatFormat : IResultFormat
{
    public string Name => "ionq_flat";

    public bool Fits(JsonElement value, ResultReading reading) =>
        (Histogram.Is(value) && KeyKinds.Of([value], reading) == KeyKind.Decimal)
        || (KeyKinds.AreNamed(value) && KeyKinds.Of(value.EnumerateObject().Select(p => p.Value), reading) == KeyKind.Decimal);

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading) => Histogram.Is(value)
        ? [Table(value, null)]
        : value.EnumerateObject().Select(p => Table(p.Value, p.Name)).ToArray();

    private static OutcomeTable Table(JsonElement histogram, string? name) => NumberTables.Read(
        histogram, width => new(OutcomeTable.Sequence(ColumnKind.Qubit, width)) { Name = name, MayLackHighQubits = true }, mayBeOne: true);
}
