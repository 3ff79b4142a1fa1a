namespace CutAwareQnn.Experiments;

/// <summary>The finding of rq3.</summary>
internal static class StragglerFinding
{
    private const double Level = 0.05;

    public static QuestionFinding Of(StragglerDocument document)
    {
        (int compared, int less, int more) = document.Finding;
        double chance = AtLeast(less, less + more);
        return new(
            "RQ3, stragglers",
            "in virtual time, where folding is made slower at equal execution, the larger share of reconstruction has the smaller "
            + $"slowdown in {Cells.Count(less)} of {Cells.Count(compared)} comparisons and the larger one in {Cells.Count(more)}",
            string.Join(", ", document.Published),
            chance < Level,
            $"by a sign test at {Cells.Number(100 * Level)} % that takes the comparisons as independent (p = {Cells.Number(chance)})");
    }

    /// <summary>Returns the probability of at least so many heads in so many flips of a fair coin.</summary>
    public static double AtLeast(int heads, int flips)
    {
        double term = Math.Pow(0.5, flips);
        double sum = 0;
        for (int k = 0; k <= flips; k++)
        {
            sum += k >= heads ? term : 0;
            term *= (flips - k) / (double)(k + 1);
        }

        return sum;
    }
}
