using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>A greedy choice of the bit strings of a forged state.</summary>
internal sealed class BestStrings
{
    private readonly int _lowCount;
    private readonly int _highCount;
    private readonly (double Weight, Complex[,] Low, Complex[,] High)[] _terms;

    public BestStrings(Circuit low, Circuit high, PauliSum observable, IReadOnlyList<double> weights)
    {
        (_lowCount, _highCount) = (low.QubitCount, high.QubitCount);
        ForgedHalf onLow = All(low, [.. weights.Take(low.WeightCount)]), onHigh = All(high, [.. weights.Skip(low.WeightCount)]);
        _terms =
        [
            .. ForgedState.Split(observable, _lowCount, _lowCount + _highCount)
                .Select(t => (t.Term.Coefficient, onLow.Products(t.Low), onHigh.Products(t.High))),
        ];
    }

    public (string Low, string High)[] Choose(int count)
    {
        List<(int Low, int High)> chosen = [];
        while (chosen.Count < count)
        {
            chosen.Add((
                from low in Enumerable.Range(0, 1 << _lowCount).Except(chosen.Select(c => c.Low))
                from high in Enumerable.Range(0, 1 << _highCount).Except(chosen.Select(c => c.High))
                select (low, high)).MinBy(next => Energy([.. chosen, next])));
        }

        return [.. chosen.Select(c => (Text(c.Low, _lowCount), Text(c.High, _highCount)))];
    }

    private static ForgedHalf All(Circuit half, double[] weights) => ForgedHalf.Of(
        [
            .. Enumerable.Range(0, 1 << half.QubitCount)
                .Select(x => new DerivativeStates(ForgedState.Prepared(half.Bind([], weights), Text(x, half.QubitCount)))),
        ],
        []);

    private static string Text(int bits, int qubitCount) => Convert.ToString(bits, 2).PadLeft(qubitCount, '0');

    private double Energy((int Low, int High)[] pairs)
    {
        var matrix = new Complex[pairs.Length, pairs.Length];
        for (int k = 0; k < pairs.Length; k++)
        {
            for (int l = 0; l < pairs.Length; l++)
            {
                foreach ((double weight, Complex[,] low, Complex[,] high) in _terms)
                {
                    matrix[k, l] += weight * low[pairs[k].Low, pairs[l].Low] * high[pairs[k].High, pairs[l].High];
                }
            }
        }

        return ForgedState.Lowest(matrix).Value;
    }
}
