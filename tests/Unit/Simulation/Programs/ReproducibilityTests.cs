using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>
/// Digests of result bits, recorded once: they hold on every machine, at every vector width and without fused hardware.
/// A change here changes every recorded run. <c>DOTNET_EnableHWIntrinsic=0</c> runs them in software.
/// </summary>
public class ReproducibilityTests
{
    [Fact]
    public void SinCos_Digest()
    {
        double[] angles = new double[10_007];
        CounterRandom random = new(1, 1, 1);
        for (int i = 0; i < angles.Length; i++) angles[i] = (random.NextDouble() - 0.5) * (i % 5 == 0 ? 1e7 : 20);
        double[] sines = new double[angles.Length];
        double[] cosines = new double[angles.Length];
        SinCos.Compute(angles, sines, cosines);
        Assert.Equal("D4E262F4F2EBDC80", Digest([.. sines, .. cosines]));
    }

    [Fact]
    public void Elementary_Digest()
    {
        List<double> values = [];
        CounterRandom random = new(2, 2, 2);
        for (int i = 0; i < 10_000; i++)
        {
            double x = (random.NextDouble() - 0.5) * 100;
            values.AddRange([Elementary.Sin(x), Elementary.Cos(x * 1e30), Elementary.Tan(x)]);
            values.AddRange([Elementary.Exp(x), Elementary.Log(Math.Abs(x))]);
        }

        Assert.Equal("F3E072EAC26C9959", Digest(values));
    }

    [Fact]
    public void Draws_Digest()
    {
        List<double> values = [];
        CounterRandom random = new(3, 3, 3);
        for (int i = 0; i < 10_000; i++)
        {
            values.AddRange([random.NextGaussian(), random.NextInt32(1000)]);
            values.AddRange([Binomial.Draw(ref random, 1024, 0.3), Binomial.Draw(ref random, 50, 0.9)]);
        }

        Assert.Equal("E9A6407BAB2D32EE", Digest(values));
    }

    /// <summary>Computes FNV-1a over the values' bits, 64 at a time.</summary>
    private static string Digest(IEnumerable<double> values)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (double value in values) hash = (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 0x100000001B3;
        return hash.ToString("X16", null);
    }
}
