using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>Circuits of layers, their gates as text and bound, and the oracle's matrices of them.</summary>
internal static class Layered
{
    /// <summary>Products of a few dozen angles and matrices round to 1e-14.</summary>
    public const double Exact = 1e-12;

    public static Circuit Circuit(int qubitCount, params Layer[] layers) =>
        layers.Aggregate(new CircuitBuilder(qubitCount), (builder, layer) => builder.Add(layer)).Build();

    /// <summary>Returns the gates in time order as <c>ry(w[0]) 0; cx 0,1</c>.</summary>
    public static string Text(Circuit circuit) => string.Join("; ", circuit.Gates.Select(g =>
        g.Gate.Name + (g.Angles.Count == 0 ? "" : $"({string.Join(",", g.Angles)})") + " " + string.Join(",", g.Qubits)));

    public static Complex[] State(Circuit circuit, double[] features, double[] weights) =>
        DenseCircuit.State(circuit.QubitCount, Bound(circuit, features, weights));

    public static Complex[,] Unitary(Circuit circuit, double[] features, double[] weights) =>
        DenseCircuit.Unitary(circuit.QubitCount, Bound(circuit, features, weights));

    public static ReferenceGate[] Bound(Circuit circuit, double[] features, double[] weights) =>
    [
        .. circuit.Gates.Select(g => new ReferenceGate(
            g.Gate.Name,
            [.. g.Angles.Select(a => a.Evaluate(s => s.Kind == SymbolKind.Feature ? features[s.Index] : weights[s.Index]))],
            [.. g.Targets])),
    ];

    /// <summary>
    /// Checks for the same circuit: on every qubit the same gates in the same order. Gates on other qubits may change places, as in
    /// programs that were written from a graph of the circuit.
    /// </summary>
    public static void AssertSameGates(IEnumerable<ReferenceGate> expected, IEnumerable<ReferenceGate> actual, int qubitCount)
    {
        for (int qubit = 0; qubit < qubitCount; qubit++)
        {
            ReferenceGate[] left = [.. expected.Where(g => g.Qubits.Contains(qubit))];
            ReferenceGate[] right = [.. actual.Where(g => g.Qubits.Contains(qubit))];
            Assert.Equal(left.Select(Name), right.Select(Name));
            Assert.All(left.Zip(right), pair => Assert.All(
                pair.First.Parameters.Zip(pair.Second.Parameters), angle => Assert.Equal(angle.First, angle.Second, Exact * 100)));
        }
    }

    private static string Name(ReferenceGate gate) => $"{gate.Name}/{gate.Parameters.Length} {string.Join(",", gate.Qubits)}";
}
