using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The cuts that a partition implies, seen in the circuit as it was given.</summary>
public static class LabelCuts
{
    /// <summary>Returns the gates that lie across the labels, in time order.</summary>
    /// <returns>
    /// One cut per gate. A plan may hold more: it writes a gate without a cut of its own, such as CCX, as several gates that have one.
    /// </returns>
    /// <exception cref="CutException">A gate across the labels cannot be cut, or there is not one label per qubit.</exception>
    public static IReadOnlyList<GateCut> Of(Circuit circuit, PartitionLabels labels)
    {
        labels.Check(circuit.QubitCount);
        Straddling.Expand(circuit, labels, keepsWide: true);
        return Enumerable.Range(0, circuit.Instructions.Count)
            .Where(i => circuit.Instructions[i] is GateInstruction gate && Straddling.Straddles(gate, labels))
            .Select(i => new GateCut(i))
            .ToArray();
    }
}
