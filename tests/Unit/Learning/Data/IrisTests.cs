using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>The embedded measurements against what is published of them.</summary>
public sealed class IrisTests
{
    [Theory]
    [InlineData("setosa", 5.006, 3.428, 1.462, 0.246)]
    [InlineData("versicolor", 5.936, 2.770, 4.260, 1.326)]
    [InlineData("virginica", 6.588, 2.974, 5.552, 2.026)]
    public void Species_HasFiftySamples_WithFishersMeans(string species, params double[] means)
    {
        // Fisher 1936, Annals of Eugenics 7, 179, table 2; sums of 50 numbers with one decimal, so exact to rounding.
        string other = Iris.Species.First(s => s != species);
        LabelledSample[] own = [.. Iris.Load(other, species).Where(s => s.Label == 1)];
        Assert.Equal(50, own.Length);
        for (int i = 0; i < 4; i++)
            Assert.Equal(means[i], own.Average(s => s.Features[i]), 1e-12);
    }

    [Fact]
    public void FirstAndLastRows_AreThoseOfTheFile()
    {
        IReadOnlyList<LabelledSample> samples = Iris.Load("setosa", "virginica");
        Assert.Equal(100, samples.Count);
        Assert.Equal([5.1, 3.5, 1.4, 0.2], samples[0].Features);
        Assert.Equal(-1, samples[0].Label);
        Assert.Equal([5.9, 3.0, 5.1, 1.8], samples[^1].Features);
        Assert.Equal(1, samples[^1].Label);
    }

    [Fact]
    public void Labels_FollowTheOrderOfTheArguments()
    {
        IReadOnlyList<LabelledSample> samples = Iris.Load("virginica", "setosa");
        Assert.Equal(1, samples[0].Label);
        Assert.Equal(50, samples.Count(s => s.Label == -1));
    }

    [Fact]
    public void ThreeSpecies_AreLabelledInTheirOrder()
    {
        IReadOnlyList<LabelledSample> samples = Iris.Load("virginica", "setosa", "versicolor");
        Assert.Equal(150, samples.Count);
        Assert.Equal([1, 2, 0], new[] { 0, 50, 149 }.Select(i => samples[i].Label));
    }

    [Fact]
    public void OneSpecies_IsRefused() => Assert.Contains(
        "samples of two", Assert.Throws<DatasetException>(() => Iris.Load("setosa")).Message, StringComparison.Ordinal);

    [Fact]
    public void UnknownSpecies_IsRefused_AndTheKnownOnesAreNamed()
    {
        string message = Assert.Throws<DatasetException>(() => Iris.Load("setosa", "rose")).Message;
        Assert.Contains("'rose'", message, StringComparison.Ordinal);
        Assert.Contains("setosa, versicolor, virginica", message, StringComparison.Ordinal);
    }

    [Fact]
    public void SameSpeciesTwice_IsRefused() => Assert.Contains(
        "class 'setosa' is given twice",
        Assert.Throws<DatasetException>(() => Iris.Load("setosa", "setosa")).Message,
        StringComparison.Ordinal);
}
