using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Fewer features from many: block averages and principal components.</summary>
public sealed class ReductionTests
{
    [Theory]
    [InlineData(28, 28, 4, 2, 2)]
    [InlineData(28, 28, 16, 4, 4)]
    [InlineData(28, 28, 8, 2, 4)]
    [InlineData(28, 28, 784, 28, 28)]
    [InlineData(28, 28, 1, 1, 1)]
    [InlineData(28, 28, 6, 2, 3)]
    [InlineData(4, 8, 8, 2, 4)]
    [InlineData(8, 2, 4, 4, 1)]
    public void Blocks_AreAsSquareAsTheyCanBe(int rows, int columns, int count, int blockRows, int blockColumns)
    {
        var blocks = new Downsampling(rows, columns, count);
        Assert.Equal((blockRows, blockColumns), (blocks.BlockRows, blocks.BlockColumns));
    }

    [Fact]
    public void Averages_AreThoseOfTheBlocks()
    {
        double[] pixels = [.. Enumerable.Range(0, 16).Select(i => (double)i)];
        Assert.Equal([2.5, 4.5, 10.5, 12.5], new Downsampling(4, 4, 4).Apply(pixels));
        Assert.Equal(pixels, new Downsampling(4, 4, 16).Apply(pixels));

        // Three rows in two blocks: one row and two rows.
        Assert.Equal([0.5, 3.5], new Downsampling(3, 2, 2).Apply([0, 1, 2, 3, 4, 5]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(31)]
    [InlineData(785)]
    public void Blocks_ThatFillNoGrid_AreRefused(int count) => Assert.Contains(
        $"{count} blocks", Assert.Throws<DatasetException>(() => new Downsampling(28, 28, count)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(40, 5)]
    [InlineData(6, 9)]
    public void Directions_AreOrthonormal_AndTheCoordinatesUncorrelated_WithTheStatedVariances(int count, int features)
    {
        LabelledSample[] samples = Cloud(count, features);
        int rank = Math.Min(count - 1, features);
        var components = PrincipalComponents.Fit(samples, rank);
        double[][] coordinates = [.. samples.Select(s => components.Apply(s.Features))];
        for (int a = 0; a < rank; a++)
        {
            Assert.Equal(0, coordinates.Sum(c => c[a]), 1e-12);
            for (int b = 0; b < rank; b++)
            {
                Assert.Equal(a == b ? 1 : 0, components.Directions[a].Zip(components.Directions[b], (x, y) => x * y).Sum(), 1e-10);
                double covariance = coordinates.Sum(c => c[a] * c[b]) / (count - 1);
                Assert.Equal(a == b ? components.Variances[a] : 0, covariance, 1e-10);
            }

            Assert.True(components.Directions[a].MaxBy(Math.Abs) > 0);
        }

        Assert.Equal(components.Variances.OrderDescending(), components.Variances);
        Assert.Equal(components.TotalVariance, components.Variances.Sum(), 1e-12);
    }

    [Fact]
    public void Line_HasOneComponent_AlongIt()
    {
        LabelledSample[] samples = [new([1, 1], 1), new([4, 5], -1), new([7, 9], 1)];
        var components = PrincipalComponents.Fit(samples, 1);
        Assert.Equal(0.6, components.Directions[0][0], 1e-15);
        Assert.Equal(0.8, components.Directions[0][1], 1e-15);
        Assert.Equal(25, components.Variances[0], 1e-12);
        Assert.Equal(-5, components.Apply([1, 1])[0], 1e-12);
        Assert.Contains(
            "3 training samples vary along 1 direction;",
            Assert.Throws<DatasetException>(() => PrincipalComponents.Fit(samples, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EqualSamples_HaveNoComponents() => Assert.Contains(
        "along 0 directions",
        Assert.Throws<DatasetException>(() => PrincipalComponents.Fit([new([1, 2], 1), new([1, 2], -1)], 1)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1e-140)]
    [InlineData(1e-9)]
    [InlineData(1e9)]
    [InlineData(1e140)]
    public void Components_ScaleWithTheData(double factor)
    {
        LabelledSample[] cloud =
            Cloud(12, 3), scaled = [.. cloud.Select(s => s with { Features = [.. s.Features.Select(x => factor * x)] })];
        PrincipalComponents ours = PrincipalComponents.Fit(scaled, 2), plain = PrincipalComponents.Fit(cloud, 2);
        for (int k = 0; k < 2; k++)
        {
            Assert.All(plain.Directions[k], (d, i) => Assert.Equal(d, ours.Directions[k][i], 1e-12));
            Assert.Equal(1, ours.Apply(scaled[3].Features)[k] / (factor * plain.Apply(cloud[3].Features)[k]), 1e-12);
            Assert.Equal(1, ours.Variances[k] / (factor * factor * plain.Variances[k]), 1e-12);
        }
    }

    [Theory]
    [InlineData(1e300, -1e300, "feature 0 of a sample is 1E+300")]
    [InlineData(1.7e308, 1.6e308, "feature 0 of a sample is 1.7E+308")]
    [InlineData(double.NaN, 1, "feature 0 of a sample is NaN")]
    [InlineData(double.PositiveInfinity, 1, "feature 0 of a sample is Infinity")]
    public void FeaturesWhoseSquaresOverflow_AreRefusedInOneLine(double first, double second, string part)
    {
        string message = Assert.Throws<DatasetException>(
            () => PrincipalComponents.Fit([new([first, 0], 1), new([second, 1], -1), new([0, 2], 1)], 1)).Message;
        Assert.StartsWith(part, message, StringComparison.Ordinal);
        Assert.EndsWith("divide the features by a constant", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void ATestSampleFarBeyondTheTrainingPart_IsRefused() => Assert.Contains(
        "no finite coordinate along principal component 0",
        Assert.Throws<DatasetException>(
            () => PrincipalComponents.Fit([new([1, 1], 1), new([4, 5], -1)], 1).Apply([1.7e308, 1.7e308])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ASingleSample_HasNoComponents() => Assert.Contains(
        "of 1 sample; give at least 2",
        Assert.Throws<DatasetException>(() => PrincipalComponents.Fit([new([1, 2], 1)], 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void TestPart_IsMappedByTheTrainingPart()
    {
        LabelledSample[] train = Cloud(20, 3);
        var components = PrincipalComponents.Fit(train, 2);
        DataSplit split = components.Apply(new DataSplit(train, [new([5, 5, 5], 1)]));
        Assert.Equal(components.Apply([5, 5, 5]), split.Test[0].Features);
        Assert.Equal(2, split.Train[0].Features.Length);
    }

    [Fact]
    public void Scaled_ToPi_EndsAtPi()
    {
        DataSplit split = new DataSplit(Cloud(20, 3), Cloud(5, 3)).Scaled(Math.PI);
        Assert.Equal(0, split.Train.Min(s => s.Features[1]));
        Assert.Equal(Math.PI, split.Train.Max(s => s.Features[1]));
    }

    private static LabelledSample[] Cloud(int count, int features)
    {
        var random = new CounterRandom(7, 0, 0);
        var samples = new LabelledSample[count];
        for (int i = 0; i < count; i++)
        {
            double[] values = new double[features];
            for (int k = 0; k < features; k++)
                values[k] = (k + 1) * random.NextGaussian();
            samples[i] = new(values, i % 2 == 0 ? -1 : 1);
        }

        return samples;
    }
}
