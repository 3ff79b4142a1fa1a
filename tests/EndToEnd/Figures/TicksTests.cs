using CutAwareQnn.Figures;
using Xunit;

namespace CutAwareQnn.EndToEnd.Figures;

public sealed class TicksTests
{
    public static TheoryData<double, double, double[]> Linear => new()
    {
        { 0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1] },
        { 0.1, 0.32, [0.1, 0.15, 0.2, 0.25, 0.3] },
        { -3, 7, [-2, 0, 2, 4, 6] },
        { 0, 1500, [0, 200, 400, 600, 800, 1000, 1200, 1400] },
        { 1e-20, 6e-20, [1e-20, 2e-20, 3e-20, 4e-20, 5e-20, 6e-20] },
        { 2e21, 3e21, [2e21, 2.2e21, 2.4e21, 2.6e21, 2.8e21, 3e21] },
    };

    public static TheoryData<double, double, double[]> Logarithmic => new()
    {
        { 1, 100, [1, 2, 5, 10, 20, 50, 100] },
        { 0.03, 0.9, [0.05, 0.1, 0.2, 0.5] },
        { 0.5, 2e4, [1, 10, 100, 1000, 1e4] },
        { 1e-10, 1e10, [1e-9, 1e-6, 1e-3, 1, 1e3, 1e6, 1e9] },
        { 3, 8, [3, 4, 5, 6, 7, 8] },
    };

    [Theory]
    [MemberData(nameof(Linear))]
    public void Linear_AreTheNearestDoublesToRoundNumbers(double lower, double upper, double[] expected) =>
        Assert.Equal(expected, Ticks.Linear(lower, upper, 5));

    [Theory]
    [MemberData(nameof(Logarithmic))]
    public void Logarithmic_AreDecades_AndFinerWhereTheyAreFew(double lower, double upper, double[] expected) =>
        Assert.Equal(expected, Ticks.Logarithmic(lower, upper));

    [Fact]
    public void Linear_OverManyRanges_AreBetweenHalfAndTwiceAsManyAsAskedFor_AndEvenlyApart()
    {
        for (double span = 1e-7; span < 1e7; span *= 1.37)
        {
            IReadOnlyList<double> ticks = Ticks.Linear(-0.3 * span, 0.7 * span, 5);
            Assert.InRange(ticks.Count, 3, 9);
            Assert.All(ticks, t => Assert.InRange(t, -0.3001 * span, 0.7001 * span));
            Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(ticks[1] - ticks[0], pair.Second - pair.First, 1e-9 * span));
        }
    }

    [Theory]
    [InlineData(0.13, 0.87, 0.1, 0.9)]
    [InlineData(-12, 31, -20, 40)]
    [InlineData(0.2, 0.4, 0.2, 0.4)]
    public void Widen_MovesTheEndsOutToTheNextTicks(double lower, double upper, double expectedLower, double expectedUpper) =>
        Assert.Equal((expectedLower, expectedUpper), Ticks.Widen(lower, upper, 5));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-2.5, "−2.5")]
    [InlineData(12000, "12,000")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(1e6, "10⁶")]
    [InlineData(2.5e-5, "2.5·10⁻⁵")]
    [InlineData(-3e12, "−3·10¹²")]
    public void Text_IsReadable(double tick, string expected) => Assert.Equal(expected, Ticks.Text(tick));
}
