using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Reads an angle's value from features and weights; a multiple of one symbol, the common case, without garbage.</summary>
internal readonly struct AngleReader
{
    private readonly Angle _angle;
    private readonly double _factor;
    private readonly Symbol? _symbol;

    /// <summary>Prepares an angle.</summary>
    public AngleReader(Angle angle)
    {
        _angle = angle;
        if (angle.Monomials is [{ Symbols: [Symbol symbol] } monomial])
        {
            _factor = monomial.Coefficient;
            _symbol = symbol;
        }
    }

    /// <summary>The value in radians.</summary>
    public double Read(double[] features, double[] weights) => _symbol is { } symbol
        ? _factor * Value(symbol, features, weights)
        : _angle.Evaluate(s => Value(s, features, weights));

    private static double Value(Symbol symbol, double[] features, double[] weights) =>
        symbol.Kind == SymbolKind.Feature ? features[symbol.Index] : weights[symbol.Index];
}
