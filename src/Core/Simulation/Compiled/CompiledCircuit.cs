using System.Globalization;
using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>What generated code calls in the library.</summary>
public static class CompiledCircuit
{
    /// <summary>Returns 1 for an even number of bits that are set, -1 for an odd one.</summary>
    public static double Sign(int bits) => 1 - (2 * (BitOperations.PopCount((uint)bits) & 1));

    /// <summary>Holds the inputs of an evaluation against the circuit.</summary>
    /// <param name="featureCount">Features a sample.</param>
    /// <param name="weightCount">Weights, shared by all samples.</param>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">The weights.</param>
    /// <param name="values">One per sample.</param>
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
                $"{Counted.Of(features.Length, "feature", "was", "were")} given for {Counted.Of(values.Length, "sample")} of "
                + $"{featureCount}; give {(long)featureCount * values.Length}, sample by sample");
        }

        if (weights.Length != weightCount)
        {
            throw new CircuitException(
                $"{Counted.Of(weights.Length, "weight", "was", "were")} given but the circuit has {weightCount}; give {weightCount}");
        }

        CheckFinite(features, "feature");
        CheckFinite(weights, "weight");
    }

    /// <summary>Holds the inputs of an evaluation of several observables against the circuit.</summary>
    /// <param name="featureCount">Features a sample.</param>
    /// <param name="weightCount">Weights, shared by all samples.</param>
    /// <param name="observableCount">Values per sample, at least 1.</param>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">The weights.</param>
    /// <param name="values">[sample][observable].</param>
    /// <returns>The number of samples.</returns>
    /// <exception cref="CircuitException">A span does not have its length, or a number is not finite; the message names it.</exception>
    public static int CheckInputs(
        int featureCount,
        int weightCount,
        int observableCount,
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> values)
    {
        int count = values.Length / observableCount;
        if (count * observableCount != values.Length)
        {
            throw new CircuitException(
                $"there is room for {Counted.Of(values.Length, "value")} of {Counted.Of(observableCount, "observable")}; give a multiple "
                + $"of {observableCount}, sample by sample");
        }

        CheckInputs(featureCount, weightCount, features, weights, values[..count]);
        return count;
    }

    /// <summary>Holds the room for gradients against the number of values.</summary>
    /// <param name="featureCount">Features a sample.</param>
    /// <param name="weightCount">Weights.</param>
    /// <param name="values">[sample][observable].</param>
    /// <param name="featureGradients">[sample][observable][feature].</param>
    /// <param name="weightGradients">[sample][observable][weight].</param>
    /// <exception cref="CircuitException">A span does not have its length.</exception>
    public static void CheckGradients(
        int featureCount,
        int weightCount,
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> featureGradients,
        ReadOnlySpan<double> weightGradients)
    {
        Check("feature", featureCount, values.Length, featureGradients.Length);
        Check("weight", weightCount, values.Length, weightGradients.Length);

        static void Check(string name, int count, int values, int given)
        {
            if (given != (long)count * values)
            {
                throw new CircuitException(
                    $"there is room for {given} derivatives of {Counted.Of(values, "value")} by {count} {name}s; give "
                    + $"{(long)count * values}");
            }
        }
    }

    /// <summary>Holds the spans of a stage of a cut query against their lengths.</summary>
    /// <param name="count">Number of queries.</param>
    /// <param name="angles">Given angles and how many a query has.</param>
    /// <param name="angleCount">Angles a query.</param>
    /// <param name="scalars">Further inputs.</param>
    /// <param name="scalarCount">Further inputs per query.</param>
    /// <param name="outputs">The results.</param>
    /// <param name="outputCount">Results a query.</param>
    /// <exception cref="CircuitException">A span is shorter than that.</exception>
    public static void CheckStage(
        int count,
        ReadOnlySpan<double> angles,
        int angleCount,
        ReadOnlySpan<double> scalars,
        int scalarCount,
        ReadOnlySpan<double> outputs,
        int outputCount)
    {
        Check("angles", angles.Length, angleCount);
        Check("inputs", scalars.Length, scalarCount);
        Check("results", outputs.Length, outputCount);

        void Check(string name, int given, int each)
        {
            if (given < (long)count * each)
            {
                throw new CircuitException(
                    $"{given} {name} were given for {Counted.Of(count, "query")} of {each}; give {(long)count * each}");
            }
        }
    }

    /// <summary>Returns the exception for a fragment that a plan does not have.</summary>
    /// <param name="fragment">The index that was given.</param>
    /// <param name="count">Fragments of the plan.</param>
    public static CircuitException NoFragment(int fragment, int count) =>
        new($"fragment {fragment} is requested but the plan has {count}; use 0 to {count - 1}");

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
