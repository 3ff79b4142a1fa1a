using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// PennyLane's <c>qml.counts</c>. In a list, strings by wire, wire 0 leftmost; each circuit gives one, because two histograms of one
/// circuit no longer tell which outcomes occurred together. Alone, the joint counts of measured values, character i for classical bit i;
/// such strings look like Qiskit's, whose order is the reverse.
/// </summary>
internal sealed class PennyLaneCountsFormat : IResultFormat
{
    public string Name => "pennylane_counts";

    public bool Fits(JsonElement value, ResultReading reading) =>
        (Histogram.Is(value) && KeyKinds.Of([value], reading) == KeyKind.Binary)
        || (KeyKinds.AreListed(value) && value.EnumerateArray().All(h => h.EnumerateObject().All(p => OutcomeText.IsBinary(p.Name))));

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        if (Histogram.Is(value))
        {
            return [Joint(value, reading)];
        }

        int count = value.GetArrayLength();
        return count == 1 || count == reading.Circuits.Count
            ? value.EnumerateArray().Select((h, i) => ByWire(h, reading.Circuits.Count == count ? reading.Circuits[i] : null)).ToArray()
            : throw new ResultFileException(
                $"{count} separate histograms: how outcomes at cuts go with the others is lost; count all measured values in one "
                + "qml.counts, "
                + "or name the circuit of each");
    }

    private static OutcomeTable ByWire(JsonElement histogram, OutcomeCircuit? circuit) => BinaryTables.Read(
        histogram, width => new(OutcomeTable.Sequence(WireColumns.KindOf(circuit, width), width)), BitOrder.First);

    private static OutcomeTable Joint(JsonElement histogram, ResultReading reading)
    {
        OutcomeTable first = BinaryTables.Read(
            histogram, width => new(OutcomeTable.Sequence(ColumnKind.Bit, width)) { IsDeclaredOrder = true }, BitOrder.First);
        bool isKnown = reading.Bits == BitOrder.First
            || first.Weights.All(w => first.Weights.GetValueOrDefault(OutcomeText.Reversed(w.Key)) == w.Value)
            || (reading.Circuits.Count == 1 && OrderEvidence.IsBitZeroFirst(first, reading.Circuits[0]));
        return isKnown ? first : throw new ResultFileException(
            "strings of bits without names or spaces have bit 0 first in PennyLane and last in Qiskit; give --bits first or --bits last");
    }
}
