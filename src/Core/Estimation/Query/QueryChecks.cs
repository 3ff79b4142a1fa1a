using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Estimation;

/// <summary>The rules that queries must keep.</summary>
internal static class QueryChecks
{
    public static void Check(Circuit circuit, IReadOnlyList<EstimatorQuery> queries)
    {
        foreach (EstimatorQuery query in queries)
        {
            Check(query.Features, "features", circuit.FeatureCount, query.Id);
            Check(query.Weights, "weights", circuit.WeightCount, query.Id);
        }
    }

    // A finite parameter can still make an infinite angle.
    public static void CheckAngles(ulong query, ReadOnlySpan<double> angles)
    {
        foreach (double angle in angles)
        {
            if (!double.IsFinite(angle))
            {
                throw new CircuitException($"a gate angle of query {query} is not finite; give smaller features and weights");
            }
        }
    }

    private static void Check(double[] values, string name, int count, ulong query)
    {
        if (values.Length != count)
        {
            throw new CircuitException($"query {query} has {values.Length} {name} but the circuit takes {count}; give {count}");
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                string value = values[i].ToString(CultureInfo.InvariantCulture);
                throw new CircuitException($"{name[..^1]} {i} of query {query} is {value}; give finite numbers");
            }
        }
    }
}
