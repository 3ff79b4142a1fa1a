namespace CutAwareQnn.Runtime;

/// <summary>Columns of simulators that return wires.</summary>
internal static class WireColumns
{
    /// <summary>
    /// Returns what the columns of a single result are: wires, but classical bits where the circuit measures a qubit twice and there are
    /// as many columns as bits, which only a joint result of measured values has.
    /// </summary>
    public static ColumnKind KindOf(OutcomeCircuit? circuit, int width)
    {
        bool isRepeated = circuit is not null && circuit.Measurements.GroupBy(m => m.Qubit).Any(g => g.Count() > 1);
        return isRepeated && circuit!.WrittenBits.Length == width ? ColumnKind.Bit : ColumnKind.Qubit;
    }
}
