using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A circuit whose symbols have values, ready to run.</summary>
public sealed class BoundCircuit
{
    internal BoundCircuit(Circuit circuit, GateOperation?[] operations, double[]?[] angles)
    {
        Circuit = circuit;
        Operations = operations;
        Angles = angles;
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>For each instruction that is a gate, conditional or not, what it does; null for the others.</summary>
    internal GateOperation?[] Operations { get; }

    /// <summary>For each instruction that is a gate with symbols, its angles in radians; null for the others.</summary>
    internal double[]?[] Angles { get; }

    /// <summary>Binds a circuit for one run; use a <see cref="CircuitBinder"/> for many.</summary>
    /// <exception cref="CircuitException">A count differs from the circuit's, or a value is not finite.</exception>
    public static BoundCircuit Bind(Circuit circuit, ReadOnlySpan<double> features, ReadOnlySpan<double> weights) =>
        new CircuitBinder(circuit).Bind(features, weights);
}
