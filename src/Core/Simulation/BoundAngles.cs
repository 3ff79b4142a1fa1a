using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Angle expressions in a flat form that is evaluated for bound symbols without allocation.</summary>
/// <remarks>An angle is the sum of its monomials, each its coefficient times its symbols, from the left; generated code does the same.</remarks>
internal sealed class BoundAngles
{
    private readonly int[] _monomialStart;
    private readonly int[] _symbolStart;
    private readonly double[] _coefficients;
    private readonly Symbol[] _symbols;

    /// <summary>Flattens expressions; each has at least one monomial, as constants are folded before.</summary>
    public BoundAngles(IReadOnlyCollection<Angle> angles)
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

    /// <summary>The value of an angle in radians.</summary>
    /// <param name="angle">Index of the angle.</param>
    /// <param name="features">One feature vector.</param>
    /// <param name="weights">One weight vector.</param>
    public double Evaluate(int angle, ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        int first = _monomialStart[angle];
        double sum = Product(first, features, weights);
        for (int monomial = first + 1; monomial < _monomialStart[angle + 1]; monomial++)
        {
            sum += Product(monomial, features, weights);
        }

        return sum;
    }

    /// <summary>Whether an angle is one symbol times a number, as gate angles mostly are.</summary>
    /// <param name="angle">Index of the angle.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="coefficient">The number.</param>
    public bool IsMultiple(int angle, out Symbol symbol, out double coefficient)
    {
        int monomial = _monomialStart[angle];
        bool isMultiple = _monomialStart[angle + 1] == monomial + 1 && _symbolStart[monomial + 1] == _symbolStart[monomial] + 1;
        symbol = isMultiple ? _symbols[_symbolStart[monomial]] : default;
        coefficient = _coefficients[monomial];
        return isMultiple;
    }

    /// <summary>Whether an angle depends on a feature (or on a weight).</summary>
    public bool DependsOn(int angle, SymbolKind kind)
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
