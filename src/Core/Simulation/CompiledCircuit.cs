using System.Globalization;
using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>What generated code asks of the library.</summary>
public static class CompiledCircuit
{
    /// <summary>Holds the inputs of an evaluation against the circuit.</summary>
    /// <param name="featureCount">Features a sample.</param>
    /// <param name="weightCount">Weights, shared by all samples.</param>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">The weights.</param>
    /// <param name="values">One a sample.</param>
    /// <exception cref="CircuitException">A span does not have its length, or a number is not finite; the message names it.</exception>
    public static void CheckInputs(
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

        CheckFinite(features, "feature");
        CheckFinite(weights, "weight");
    }

    // x·0 is 0 for every finite x and NaN for the others: one pass at the speed of memory, and a second one only to name the culprit.
    private static void CheckFinite(ReadOnlySpan<double> values, string name)
    {
        Vector<double> zeros = Vector<double>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            zeros += new Vector<double>(values[i..]) * Vector<double>.Zero;
        }

        double zero = Vector.Sum(zeros);
        for (; i < values.Length; i++)
        {
            zero += values[i] * 0;
        }

        for (int k = 0; zero != 0 && k < values.Length; k++)
        {
            if (!double.IsFinite(values[k]))
            {
                throw new CircuitException(string.Create(
                    CultureInfo.InvariantCulture, $"{name} {k} of the batch is {values[k]}; give finite numbers"));
            }
        }
    }
}
