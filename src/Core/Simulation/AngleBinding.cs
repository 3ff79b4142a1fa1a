using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Angle expressions flattened into arrays, so that binding features and weights neither branches on types nor allocates.</summary>
public sealed class AngleBinding
{
    private readonly int[] _firstMonomial;
    private readonly double[] _coefficients;
    private readonly int[] _firstFactor;
    private readonly int[] _factors;

    /// <summary>Flattens the expressions.</summary>
    /// <param name="angles">Expressions in features and weights, in the order of the bound values.</param>
    public AngleBinding(IEnumerable<Angle> angles)
    {
        List<int> firstMonomial = [0];
        List<double> coefficients = [];
        List<int> firstFactor = [0];
        List<int> factors = [];
        foreach (Angle angle in angles)
        {
            foreach (Monomial monomial in angle.Monomials)
            {
                coefficients.Add(monomial.Coefficient);
                factors.AddRange(monomial.Symbols.Select(s => s.Kind == SymbolKind.Feature ? ~s.Index : s.Index));
                firstFactor.Add(factors.Count);
            }

            firstMonomial.Add(coefficients.Count);
        }

        _firstMonomial = [.. firstMonomial];
        _coefficients = [.. coefficients];
        _firstFactor = [.. firstFactor];
        _factors = [.. factors];
    }

    /// <summary>Number of bound values.</summary>
    public int Count => _firstMonomial.Length - 1;

    /// <summary>Evaluates every expression.</summary>
    /// <param name="features">The feature vector.</param>
    /// <param name="weights">The weight vector.</param>
    /// <param name="values">Receives <see cref="Count"/> angles in radians.</param>
    public void Bind(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values)
    {
        for (int angle = 0; angle < Count; angle++)
        {
            double sum = 0;
            for (int m = _firstMonomial[angle]; m < _firstMonomial[angle + 1]; m++)
            {
                double product = _coefficients[m];
                for (int k = _firstFactor[m]; k < _firstFactor[m + 1]; k++)
                {
                    int factor = _factors[k];
                    product *= factor < 0 ? features[~factor] : weights[factor];
                }

                sum += product;
            }

            values[angle] = sum;
        }
    }
}
