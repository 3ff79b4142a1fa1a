using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The chain rule from gate angles to features and weights: which angles depend on what, and by how much.</summary>
internal sealed class ParameterChain
{
    private readonly (int Source, Symbol Symbol)[] _links;
    private readonly AngleBinding _derivatives;
    private readonly bool[] _isNeeded;
    private readonly int _featureCount;
    private readonly int _weightCount;

    /// <summary>Collects the dependences.</summary>
    /// <param name="circuit">Gives the lengths of the vectors.</param>
    /// <param name="sources">The angles whose derivatives will be known.</param>
    /// <param name="targets">By what derivatives are wanted.</param>
    public ParameterChain(Circuit circuit, IReadOnlyList<Angle> sources, GradientTargets targets)
    {
        _links = Enumerable.Range(0, sources.Count)
            .SelectMany(s => sources[s].Symbols.Where(y => Wanted(y, targets)).Select(y => (s, y)))
            .ToArray();
        _derivatives = new(_links.Select(l => sources[l.Source].Differentiate(l.Symbol)));
        _isNeeded = new bool[sources.Count];
        foreach ((int source, _) in _links)
        {
            _isNeeded[source] = true;
        }

        _featureCount = targets.HasFlag(GradientTargets.Features) ? circuit.FeatureCount : 0;
        _weightCount = targets.HasFlag(GradientTargets.Weights) ? circuit.WeightCount : 0;
    }

    /// <summary>Returns whether a wanted derivative depends on this angle.</summary>
    public bool Needs(int source) => _isNeeded[source];

    /// <summary>Returns the derivatives by features and weights.</summary>
    /// <param name="bySource">The derivative of the value by each angle; those not needed are ignored.</param>
    public GradientEstimate Apply(EstimatorQuery query, ReadOnlySpan<double> bySource)
    {
        double[] features = new double[_featureCount];
        double[] weights = new double[_weightCount];
        double[] factors = Factors(query);
        for (int i = 0; i < _links.Length; i++)
        {
            (int source, Symbol symbol) = _links[i];
            (symbol.Kind == SymbolKind.Feature ? features : weights)[symbol.Index] += bySource[source] * factors[i];
        }

        return new(features, weights);
    }

    /// <summary>Returns the angles that depend on a symbol, with their derivatives by it.</summary>
    public IReadOnlyList<(int Source, double Factor)> Links(EstimatorQuery query, Symbol symbol)
    {
        double[] factors = Factors(query);
        return Enumerable.Range(0, _links.Length)
            .Where(i => _links[i].Symbol == symbol)
            .Select(i => (_links[i].Source, factors[i]))
            .ToArray();
    }

    private static bool Wanted(Symbol symbol, GradientTargets targets) =>
        targets.HasFlag(symbol.Kind == SymbolKind.Feature ? GradientTargets.Features : GradientTargets.Weights);

    private double[] Factors(EstimatorQuery query)
    {
        double[] factors = new double[_derivatives.Count];
        _derivatives.Bind(query.Features, query.Weights, factors);
        return factors;
    }
}
