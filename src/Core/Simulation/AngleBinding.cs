using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Angle expressions flattened into arrays, so that binding features and weights neither branches on types nor allocates.</summary>
/// <remarks>An angle is the sum of its monomials, each its coefficient times its symbols, from the left; generated code does the same.</remarks>
public sealed class AngleBinding
{
    private readonly int[] _monomialStart;
    private readonly int[] _symbolStart;
    private readonly double[] _coefficients;
    private readonly Symbol[] _symbols;

    /// <summary>Flattens the expressions.</summary>
    /// <param name="angles">Expressions in features and weights, in the order of the bound values.</param>
    public AngleBinding(IEnumerable<Angle> angles)
    {
        List<int> monomialStart = [0];
        List<int> symbolStart = [0];
        List<double> coefficients = [];
        List<Symbol> symbols = [];
        foreach (Angle angle in angles)
        {
            foreach (Monomial monomial in angle.Monomials)
            {
                coefficients.Add(monomial.Coefficient);
                symbols.AddRange(monomial.Symbols);
                symbolStart.Add(symbols.Count);
            }

            monomialStart.Add(coefficients.Count);
        }

        _monomialStart = [.. monomialStart];
        _symbolStart = [.. symbolStart];
        _coefficients = [.. coefficients];
        _symbols = [.. symbols];
    }

    /// <summary>Number of bound values.</summary>
    public int Count => _monomialStart.Length - 1;

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

    /// <summary>The value of one expression, in radians.</summary>
    /// <param name="angle">Index of the expression.</param>
    /// <param name="features">The feature vector.</param>
    /// <param name="weights">The weight vector.</param>
    public double Evaluate(int angle, ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        int first = _monomialStart[angle];
        int end = _monomialStart[angle + 1];
        double sum = first == end ? 0 : Product(first, features, weights);
        for (int monomial = first + 1; monomial < end; monomial++)
        {
            sum += Product(monomial, features, weights);
        }

        return sum;
    }

    /// <summary>Whether an expression is one symbol times a number, as gate angles mostly are.</summary>
    /// <param name="angle">Index of the expression.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="coefficient">The number.</param>
    internal bool IsMultiple(int angle, out Symbol symbol, out double coefficient)
    {
        int monomial = _monomialStart[angle];
        bool isMultiple = _monomialStart[angle + 1] == monomial + 1 && _symbolStart[monomial + 1] == _symbolStart[monomial] + 1;
        symbol = isMultiple ? _symbols[_symbolStart[monomial]] : default;
        coefficient = isMultiple ? _coefficients[monomial] : 0;
        return isMultiple;
    }

    /// <summary>Whether an expression depends on a feature (or on a weight).</summary>
    internal bool DependsOn(int angle, SymbolKind kind)
    {
        for (int i = _symbolStart[_monomialStart[angle]]; i < _symbolStart[_monomialStart[angle + 1]]; i++)
        {
            if (_symbols[i].Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    private double Product(int monomial, ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        double product = _coefficients[monomial];
        for (int i = _symbolStart[monomial]; i < _symbolStart[monomial + 1]; i++)
        {
            Symbol symbol = _symbols[i];
            product *= symbol.Kind == SymbolKind.Feature ? features[symbol.Index] : weights[symbol.Index];
        }

        return product;
    }
}
