using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Stratified splits and their scaling.</summary>
public sealed class DataSplitTests
{
    private static readonly IReadOnlyList<LabelledSample> Samples = Iris.Load("setosa", "versicolor");

    [Theory]
    [InlineData(0.2, 10)]
    [InlineData(0.25, 12)]
    [InlineData(0.5, 25)]
    public void Stratified_HasEveryLabelInProportion_AndEverySampleOnce(double fraction, int each)
    {
        var split = DataSplit.Stratified(Samples, fraction, seed: 1);
        foreach (double label in new[] { -1.0, 1.0 })
        {
            Assert.Equal(each, split.Test.Count(s => s.Label == label));
            Assert.Equal(50 - each, split.Train.Count(s => s.Label == label));
        }

        // By reference: Iris has equal rows.
        Assert.Equal(Samples.Count, split.Train.Concat(split.Test).Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(split.Train.Concat(split.Test), s => Assert.Contains(Samples, own => ReferenceEquals(own, s)));
    }

    [Fact]
    public void Stratified_KeepsAnUnevenProportion()
    {
        LabelledSample[] samples =
            [.. Enumerable.Range(0, 40).Select(i => new LabelledSample([i], i < 30 ? -1 : 1))];
        var split = DataSplit.Stratified(samples, 0.3, seed: 4);
        Assert.Equal((9, 3), (split.Test.Count(s => s.Label == -1), split.Test.Count(s => s.Label == 1)));
    }

    [Fact]
    public void Stratified_DependsOnTheSeedOnly()
    {
        string Text(ulong seed) => string.Join(
            ";", DataSplit.Stratified(Samples, 0.2, seed).Train.Select(s => string.Join(",", s.Features)));
        Assert.Equal(Text(1), Text(1));
        Assert.NotEqual(Text(1), Text(2));
    }

    [Fact]
    public void Stratified_MixesTheLabelsOfTheTrainingPart() =>
        Assert.InRange(DataSplit.Stratified(Samples, 0.2, seed: 1).Train.Take(20).Count(s => s.Label == 1), 1, 19);

    [Fact]
    public void Scaled_PutsTheTrainingPartOnTheUnitInterval_AndTheTestPartOnTheSameScale()
    {
        var split = DataSplit.Stratified(Samples, 0.2, seed: 3);
        DataSplit scaled = split.Scaled();
        for (int i = 0; i < 4; i++)
        {
            double minimum = split.Train.Min(s => s.Features[i]);
            double range = split.Train.Max(s => s.Features[i]) - minimum;
            Assert.Equal(0, scaled.Train.Min(s => s.Features[i]));
            Assert.Equal(1, scaled.Train.Max(s => s.Features[i]));
            Assert.All(split.Test.Zip(scaled.Test), pair =>
                Assert.Equal((pair.First.Features[i] - minimum) / range, pair.Second.Features[i], 1e-15));
        }

        Assert.Equal(split.Train.Select(s => s.Label), scaled.Train.Select(s => s.Label));
        Assert.Equal(split.Test.Select(s => s.Label), scaled.Test.Select(s => s.Label));
    }

    [Fact]
    public void Scaled_ConstantFeature_BecomesZero()
    {
        var split = new DataSplit([new([7, 1], -1), new([7, 3], 1)], [new([9, 2], 1)]);
        DataSplit scaled = split.Scaled();
        Assert.All(scaled.Train.Concat(scaled.Test), s => Assert.Equal(0, s.Features[0]));
        Assert.Equal(0.5, scaled.Test[0].Features[1]);
    }

    [Fact]
    public void OneClass_IsRefused() => Assert.Contains(
        "1 class",
        Assert.Throws<CircuitException>(() => DataSplit.Stratified([.. Samples.Where(s => s.Label == 1)], 0.2, 1)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.0, "test fraction 0 ")]
    [InlineData(1.0, "test fraction 1 ")]
    [InlineData(-0.5, "test fraction -0.5 ")]
    [InlineData(2.0, "test fraction 2 ")]
    [InlineData(double.NaN, "test fraction NaN ")]
    [InlineData(0.001, "50 samples")]
    [InlineData(0.999, "50 samples")]
    public void Fraction_ThatLeavesAPartEmpty_IsRefused(double fraction, string part) => Assert.Contains(
        part, Assert.Throws<CircuitException>(() => DataSplit.Stratified(Samples, fraction, 1)).Message, StringComparison.Ordinal);
}
