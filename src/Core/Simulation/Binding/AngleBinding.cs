using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Angle expressions flattened into arrays, so that binding features and weights neither branches on types nor allocates.
/// </summary>
/// <remarks>
/// An angle is the sum of its terms, each its coefficient times its symbols, from the left; generated code does the same. What is no
/// polynomial in symbols goes through <see cref="AngleCode"/>.
/// </remarks>
public sealed class AngleBinding
{
    private readonly int[] _termStart;
    private readonly int[] _symbolStart;
    private readonly double[] _coefficients;
    private readonly Symbol[] _symbols;
    private readonly AngleCode?[] _codes;
    private readonly (bool OnFeatures, bool OnWeights)[] _dependences;

    /// <summary>Flattens the expressions.</summary>
    /// <param name="angles">Expressions in features and weights, in the order of the bound values.</param>
    public AngleBinding(IEnumerable<Angle> angles)
    {
        List<int> termStart = [0];
        List<int> symbolStart = [0];
        List<double> coefficients = [];
        List<Symbol> symbols = [];
        List<AngleCode?> codes = [];
        List<(bool, bool)> dependences = [];
        foreach (Angle angle in angles)
        {
            bool isPolynomial = angle.Terms.SelectMany(t => t.Factors).All(f => f.IsRepeated);
            foreach (AngleTerm term in isPolynomial ? angle.Terms : [])
            {
                coefficients.Add(term.Coefficient);
                symbols.AddRange(term.Factors.SelectMany(f => Enumerable.Repeat(((SymbolFactor)f.Base).Symbol, f.Exponent)));
                symbolStart.Add(symbols.Count);
            }

            codes.Add(isPolynomial ? null : new(angle));
            dependences.Add((
                angle.Symbols.Any(s => s.Kind == SymbolKind.Feature), angle.Symbols.Any(s => s.Kind == SymbolKind.Weight)));

            termStart.Add(coefficients.Count);
        }

        _termStart = [.. termStart];
        _symbolStart = [.. symbolStart];
        _coefficients = [.. coefficients];
        _symbols = [.. symbols];
        _codes = [.. codes];
        _dependences = [.. dependences];
    }

    /// <summary>Number of bound values.</summary>
    public int Count => _termStart.Length - 1;

    /// <summary>Evaluates every expression.</summary>
    /// <param name="features">The feature vector.</param>
    /// <param name="weights">The weight vector.</param>
    /// <param name="values">Receives <see cref="Count"/> angles in radians.</param>
    public void Bind(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values)
    {
        for (int angle = 0; angle < Count; angle++)
        {
            values[angle] = Evaluate(angle, features, weights);
        }
    }

    /// <summary>Computes the value of one expression, in radians.</summary>
    /// <param name="angle">Index of the expression.</param>
    /// <param name="features">The feature vector.</param>
    /// <param name="weights">The weight vector.</param>
    /// <exception cref="CircuitException">A function in the expression has no value there.</exception>
    public double Evaluate(int angle, ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        if (_codes[angle] is { } code)
        {
            return code.Evaluate(features, weights);
        }

        int first = _termStart[angle];
        int end = _termStart[angle + 1];
        double sum = first == end ? 0 : Product(first, features, weights);
        for (int term = first + 1; term < end; term++)
        {
            sum += Product(term, features, weights);
        }

        return sum;
    }

    /// <summary>Returns whether an expression is one symbol times a number, as gate angles mostly are.</summary>
    /// <param name="angle">Index of the expression.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="coefficient">The number.</param>
    internal bool IsMultiple(int angle, out Symbol symbol, out double coefficient)
    {
        int term = _termStart[angle];
        bool isMultiple = _termStart[angle + 1] == term + 1 && _symbolStart[term + 1] == _symbolStart[term] + 1;
        symbol = isMultiple ? _symbols[_symbolStart[term]] : default;
        coefficient = isMultiple ? _coefficients[term] : 0;
        return isMultiple;
    }

    /// <summary>Returns whether an expression depends on a feature (or on a weight).</summary>
    internal bool DependsOn(int angle, SymbolKind kind) =>
        kind == SymbolKind.Feature ? _dependences[angle].OnFeatures : _dependences[angle].OnWeights;

    private double Product(int term, ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        double product = _coefficients[term];
        for (int i = _symbolStart[term]; i < _symbolStart[term + 1]; i++)
        {
            Symbol symbol = _symbols[i];
            product *= symbol.Kind == SymbolKind.Feature ? features[symbol.Index] : weights[symbol.Index];
        }

        return product;
    }
}
