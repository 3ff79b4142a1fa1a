using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The terms of a cut, drawn with probability |c|/γ.</summary>
/// <param name="Cut">The cut.</param>
/// <param name="Terms">The operations at its ends, and the sign of the coefficient.</param>
/// <param name="Upper">The cumulated |c|.</param>
internal sealed record TermLaw(PlannedCut Cut, (int First, int Second, int Sign)[] Terms, double[] Upper)
{
    /// <summary>γ of the cut.</summary>
    public double Norm => Upper[^1];

    /// <summary>Creates the law of a cut with a bound bond.</summary>
    public static TermLaw Of(PlannedCut cut, double[] bond)
    {
        KeyValuePair<(int First, int Second), double>[] terms = [.. cut.Form.Coefficients(bond).Where(t => t.Value != 0)];
        double sum = 0;
        return new(
            cut,
            [.. terms.Select(t => (t.Key.First, t.Key.Second, Math.Sign(t.Value)))],
            [.. terms.Select(t => sum += Math.Abs(t.Value))]);
    }

    /// <summary>Draws a term with one number.</summary>
    public (int First, int Second, int Sign) Draw(ref CounterRandom random) => Terms[Place(Upper, random.NextDouble() * Norm)];

    /// <summary>Returns the first place whose cumulated mass is above a number.</summary>
    public static int Place(double[] upper, double number)
    {
        int found = Array.BinarySearch(upper, number);
        int place = found < 0 ? ~found : found + 1;

        // Equal neighbours have no mass between them.
        while (place < upper.Length - 1 && upper[place] <= number)
        {
            place++;
        }

        return Math.Min(place, upper.Length - 1);
    }
}
