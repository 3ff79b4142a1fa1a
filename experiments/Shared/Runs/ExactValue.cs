using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary>The exact value of an uncut circuit, where it can be had in seconds.</summary>
internal static class ExactValue
{
    // Each measurement or reset can double the states to follow.
    private const int WidestExact = 24;

    /// <summary>Returns the value; null where it would take too long.</summary>
    public static double? Of(Circuit circuit, PauliSum observable, EstimatorQuery[] queries)
    {
        int splits = circuit.Instructions.Count(i => i.Unconditional() is Measurement or Reset);
        return circuit.QubitCount + splits <= WidestExact
            ? new ExactEstimator(circuit, observable).Estimate(queries)[0].Value
            : null;
    }
}
