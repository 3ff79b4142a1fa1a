using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Joint terms drawn with probability |c|/γ, and strings with |w|/Σ|w|: the shots of the whole are split cut by cut, one multinomial draw
/// a branch, so that the cost is that of the distinct terms and not of the shots.
/// </summary>
internal sealed class TermDraw
{
    // A standard error of 10^4 times the largest value determines nothing, not even the sign, until there are 10^8 times the shots.
    private const double MostLog10Error = 4;

    private readonly DrawnPlan _plan;
    private readonly double[][] _laws;
    private readonly double[][] _coefficients;
    private readonly List<DrawnTerm> _drawn = [];
    private readonly int[] _terms;
    private CounterRandom _random;

    private TermDraw(DrawnPlan plan, EstimatorQuery query, double[][] bonds)
    {
        _plan = plan;
        _coefficients =
        [
            .. plan.Cuts.Select((terms, c) => terms.Select(t => t.Coefficient(bonds[c])).ToArray()),
            plan.Strings.Select(s => s.Coefficient).ToArray(),
        ];
        double[] norms = _coefficients.Select(cs => cs.Sum(Math.Abs)).ToArray();
        _laws = _coefficients.Select((cs, i) => cs.Select(c => Math.Abs(c) / norms[i]).ToArray()).ToArray();
        CheckUse(norms);
        Scale = norms.Aggregate(1.0, (product, norm) => product * norm);
        _terms = new int[_coefficients.Length];
        _random = new(plan.Seed, query.Id, 0);
    }

    /// <summary>γ·Σ|w|: what each shot's sign is multiplied with.</summary>
    public double Scale { get; }

    /// <summary>The distinct terms drawn, in the order of the cuts' terms.</summary>
    public IReadOnlyList<DrawnTerm> Drawn => _drawn;

    /// <summary>Draws the terms of one query.</summary>
    /// <param name="bonds">For each cut its bond matrix.</param>
    /// <exception cref="CutException">The standard error would be beyond use.</exception>
    /// <remarks>Key: (seed, query, 0).</remarks>
    public static TermDraw Of(DrawnPlan plan, EstimatorQuery query, double[][] bonds)
    {
        var draw = new TermDraw(plan, query, bonds);
        if (plan.Strings.Count > 0)
        {
            draw.Split(0, plan.ShotCount, 1);
        }

        return draw;
    }

    // In logarithms, as γ of some hundred cuts is no double. The last norm is that of the observable.
    private void CheckUse(double[] norms)
    {
        double gamma = norms.Take(norms.Length - 1).Sum(n => Elementary.Log(n)) / Elementary.Log(10);
        double error = gamma - (0.5 * Elementary.Log(_plan.ShotCount) / Elementary.Log(10));
        if (_plan.Strings.Count > 0 && error > MostLog10Error)
        {
            throw new CutException(string.Create(
                CultureInfo.InvariantCulture,
                $"γ = 10^{gamma:F1} gives a standard error of 10^{error:F1} times the largest value at "
                + $"{Counted.Of(_plan.ShotCount, "shot")} of the whole; "
                + $"cut fewer or cheaper gates, or spend more shots"));
        }
    }

    private void Split(int level, long shots, int sign)
    {
        if (level == _laws.Length)
        {
            _drawn.Add(new([.. _terms.Take(level - 1)], _terms[level - 1], shots, sign));
            return;
        }

        long[] counts = new long[_laws[level].Length];
        Multinomial.Draw(ref _random, shots, _laws[level], counts);
        for (int t = 0; t < counts.Length; t++)
        {
            if (counts[t] > 0)
            {
                _terms[level] = t;
                Split(level + 1, counts[t], _coefficients[level][t] < 0 ? -sign : sign);
            }
        }
    }
}
