using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

public class CounterRandomTests
{
    /// <summary>The known answers that Random123 1.14 ships for philox4x32 with 10 rounds; words in order, the first the lowest.</summary>
    [Theory]
    [InlineData(0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0xE169C58D6627E8D5, 0x9B00DBD8BC57AC4C)]
    [InlineData(0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0x41C83B0E408F276D, 0x6D5451FDA20BC7C6)]
    [InlineData(0x299F31D0A4093822, 0x85A308D3243F6A88, 0x0370734413198A2E, 0x94FDCCEBD16CFE09, 0x24126EA15001E420)]
    public void Philox_KnownAnswers(ulong key, ulong counterLow, ulong counterHigh, ulong expectedLow, ulong expectedHigh)
    {
        Philox.Block(key, counterLow, counterHigh, out ulong low, out ulong high);
        Assert.Equal((expectedLow, expectedHigh), (low, high));
    }

    [Fact]
    public void Stream_IsPhiloxInCounterMode()
    {
        // mix(0) is 0, so the key of query 0 is the seed; the counter's high word is the subexperiment, its low word the block.
        CounterRandom random = new(0xA4093822299F31D0, 0, 0x0123456789ABCDEF);
        for (ulong block = 0; block < 5; block++)
        {
            Philox.Block(0xA4093822299F31D0, block, 0x0123456789ABCDEF, out ulong low, out ulong high);
            Assert.Equal(low, random.NextUInt64());
            Assert.Equal(high, random.NextUInt64());
        }
    }

    [Fact]
    public void Stream_OfTheDefault_IsThatOfZeroKeys()
    {
        CounterRandom random = default;
        Assert.Equal(0xE169C58D6627E8D5, random.NextUInt64());
        Assert.Equal(0x9B00DBD8BC57AC4C, random.NextUInt64());
    }

    [Fact]
    public void Streams_OfNeighbouringKeys_ShareNoNumber()
    {
        HashSet<ulong> seen = [];
        for (ulong seed = 0; seed < 16; seed++)
        {
            for (ulong query = 0; query < 16; query++)
            {
                for (ulong subexperiment = 0; subexperiment < 16; subexperiment++)
                {
                    // 32,768 draws: two alike have a chance of 3e-11.
                    foreach (int shift in (int[])[0, 60])
                    {
                        if (shift == 60 && (seed | query | subexperiment) == 0) continue;
                        CounterRandom random = new(seed << shift, query << shift, subexperiment << shift);
                        for (int i = 0; i < 4; i++) Assert.True(seen.Add(random.NextUInt64()));
                    }
                }
            }
        }
    }

    [Fact]
    public void NextDouble_IsUniformInTheHalfOpenInterval()
    {
        CounterRandom random = new(1, 2, 3);
        long[] counts = new long[256];
        for (int i = 0; i < 1_000_000; i++)
        {
            double value = random.NextDouble();
            Assert.InRange(value, 0, Math.BitDecrement(1));
            counts[(int)(value * 256)]++;
        }

        ChiSquare.AssertFits(counts, Uniform(256), "NextDouble");
    }

    [Fact]
    public void NextDouble_OfNeighbouringSubexperiments_IsUniformInThePlane()
    {
        long[] counts = new long[16 * 16];
        for (ulong subexperiment = 0; subexperiment < 200_000; subexperiment += 2)
        {
            CounterRandom left = new(5, 6, subexperiment);
            CounterRandom right = new(5, 6, subexperiment + 1);
            counts[((int)(left.NextDouble() * 16) * 16) + (int)(right.NextDouble() * 16)]++;
        }

        ChiSquare.AssertFits(counts, Uniform(256), "pairs of streams");
    }

    [Fact]
    public void NextDoubleOpen_IsUniformInTheOpenInterval()
    {
        CounterRandom random = new(4, 5, 6);
        long[] counts = new long[100];
        for (int i = 0; i < 200_000; i++)
        {
            double value = random.NextDoubleOpen();
            Assert.InRange(value, Math.ScaleB(1, -53), 1 - Math.ScaleB(1, -53));
            counts[(int)(value * 100)]++;
        }

        ChiSquare.AssertFits(counts, Uniform(100), "NextDoubleOpen");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(97)]
    public void NextInt32_IsUniform(int bound)
    {
        CounterRandom random = new(7, 8, (ulong)bound);
        long[] counts = new long[bound];
        for (int i = 0; i < 200_000; i++) counts[random.NextInt32(bound)]++;
        ChiSquare.AssertFits(counts, Uniform(bound), $"NextInt32({bound})");
    }

    [Fact]
    public void NextInt32_AtTheBounds()
    {
        CounterRandom random = new(7, 8, 9);
        for (int i = 0; i < 1000; i++) Assert.InRange(random.NextInt32(int.MaxValue), 0, int.MaxValue - 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(1, 2, 3).NextInt32(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(1, 2, 3).NextInt32(-1));
    }

    [Fact]
    public void NextGaussian_HasTheNormalsQuantilesAndMoments()
    {
        // Sixteen equally likely bins, by the normal distribution's quantiles of j/16.
        double[] quantiles =
        [
            0.15731068461017067, 0.31863936396437514, 0.48877641111466950, 0.67448975019608171,
            0.88714655901887607, 1.1503493803760079, 1.5341205443525463,
        ];
        const int draws = 400_000;
        CounterRandom random = new(10, 11, 12);
        long[] counts = new long[16];
        double sum = 0, squares = 0;
        for (int i = 0; i < draws; i++)
        {
            double value = random.NextGaussian();
            sum += value;
            squares += value * value;
            int bin = 0;
            foreach (double quantile in quantiles) bin += Math.Abs(value) > quantile ? 1 : 0;
            counts[value < 0 ? 7 - bin : 8 + bin]++;
        }

        ChiSquare.AssertFits(counts, Uniform(16), "NextGaussian");

        // Five standard errors (√(1/N), √(2/N)): a false alarm in 1.7 million.
        Assert.InRange(sum / draws, -5 / Math.Sqrt(draws), 5 / Math.Sqrt(draws));
        Assert.InRange((squares / draws) - 1, -5 * Math.Sqrt(2.0 / draws), 5 * Math.Sqrt(2.0 / draws));
    }

    [Fact]
    public void Shuffle_DrawsEveryOrderEquallyOften()
    {
        long[] counts = new long[256];
        double[] probabilities = new double[256];
        CounterRandom random = new(13, 14, 15);
        for (int i = 0; i < 120_000; i++)
        {
            int[] items = [0, 1, 2, 3];
            random.Shuffle<int>(items);
            int order = items.Aggregate(0, (code, item) => (code * 4) + item);
            counts[order]++;
            probabilities[order] = 1.0 / 24;
        }

        Assert.Equal(24, counts.Count(count => count > 0));
        ChiSquare.AssertFits(counts, probabilities, "Shuffle");
    }

    private static double[] Uniform(int count) => [.. Enumerable.Repeat(1.0 / count, count)];
}
