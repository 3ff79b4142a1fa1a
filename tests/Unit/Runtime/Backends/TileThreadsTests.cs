using System.Numerics;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Threads that share the tiles of wide states.</summary>
public sealed class TileThreadsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_CallsEachNumberOnce(int count)
    {
        int[] calls = new int[count];
        new TileThreads(count).Run(thread => Interlocked.Increment(ref calls[thread]));
        Assert.All(calls, n => Assert.Equal(1, n));
    }

    [Fact]
    public void Run_PassesTheFailureOn() =>
        Assert.Throws<InvalidOperationException>(() => new TileThreads(3).Run(thread => throw new InvalidOperationException()));

    [Fact]
    public void Threads_OfNone_AreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new TileThreads(0));

    [Fact]
    public void WideState_OnThreads_HasTheSameBits()
    {
        var circuit = WideCircuit.Draw(13, seed: 4, length: 60);
        double[] weights = WideCircuit.Weights(circuit, seed: 4);
        PauliMask[] strings = [new(0, (1 << 13) - 1), new(0b1000000000001, 0b110)];
        Complex[] expected = new Complex[2], values = new Complex[2];
        double[] expectedGradient = new double[weights.Length], gradient = new double[weights.Length];
        var sizes = new TileSizes(8, 4);
        var alone = new TileSimulator(circuit, KetLayout.Uncut, strings, OneThread.Instance, sizes);
        alone.Gram(weights, expected);
        alone.Backward(weights, [1, -0.5], expectedGradient);
        var together = new TileSimulator(circuit, KetLayout.Uncut, strings, new TileThreads(4), sizes);
        for (int repetition = 0; repetition < 5; repetition++)
        {
            together.Gram(weights, values);
            together.Backward(weights, [1, -0.5], gradient);
            Assert.Equal(expected, values);
            Assert.Equal(expectedGradient, gradient);
        }
    }
}
