namespace CutAwareQnn.Circuits;

public static partial class Elementary
{
    /// <summary>The angle of the point (x, y) seen from the origin.</summary>
    /// <param name="y">Any finite number.</param>
    /// <param name="x">Any finite number.</param>
    /// <returns>In (-π, π], within 4 ulps; 0 at the origin.</returns>
    public static double Atan2(double y, double x)
    {
        if (x == 0 && y == 0)
        {
            return 0;
        }

        double ax = Math.Abs(x);
        double ay = Math.Abs(y);
        double acute = ay <= ax ? ArctangentOfRatio(ay / ax) : (Math.PI / 2) - ArctangentOfRatio(ax / ay);
        double upper = x < 0 ? Math.PI - acute : acute;
        return y < 0 ? -upper : upper;
    }

    // atan t = 4 atan(t'') after halving the angle twice; t'' is at most tan(π/16), where the series of 13 terms is exact.
    private static double ArctangentOfRatio(double t)
    {
        double half = t / (1 + Math.Sqrt(1 + (t * t)));
        double quarter = half / (1 + Math.Sqrt(1 + (half * half)));
        double square = quarter * quarter;
        double sum = 0;
        for (int k = 12; k >= 1; k--)
        {
            sum = square * (((k & 1) == 1 ? -1.0 : 1.0) / ((2 * k) + 1) + sum);
        }

        return 4 * (quarter + (quarter * sum));
    }
}
