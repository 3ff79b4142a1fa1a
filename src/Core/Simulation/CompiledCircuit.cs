using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>What generated code asks of the library.</summary>
public static class CompiledCircuit
{
    /// <summary>Holds the spans of an evaluation against the circuit.</summary>
    /// <param name="featureCount">Features a sample.</param>
    /// <param name="weightCount">Weights, shared by all samples.</param>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">The weights.</param>
    /// <param name="values">One a sample.</param>
    /// <exception cref="CircuitException">A span does not have its length; the message names it.</exception>
    public static void CheckShapes(
        int featureCount,
        int weightCount,
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> values)
    {
        if (features.Length != (long)featureCount * values.Length)
        {
            throw new CircuitException(
                $"{features.Length} features were given for {values.Length} samples of {featureCount}; "
                + $"give {(long)featureCount * values.Length}, sample by sample");
        }

        if (weights.Length != weightCount)
        {
            throw new CircuitException($"{weights.Length} weights were given but the circuit has {weightCount}; give {weightCount}");
        }
    }
}
