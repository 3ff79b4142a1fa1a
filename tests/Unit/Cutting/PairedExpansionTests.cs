using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>Gates cut with the help of shared pairs: every expansion is the gate, at the price of its resource.</summary>
public sealed class PairedExpansionTests
{
    public static TheoryData<string, double, double, bool, int> Resources
    {
        get
        {
            TheoryData<string, double, double, bool, int> rows = [];
            foreach ((string gate, double angle)
                in ((string, double)[])[("cx", 0), ("cz", 0), ("rzz", 0.7), ("rzz", -2.1), ("crz", 1.3), ("rxx", 0.4)])
            {
                foreach (double concurrence in (double[])[0.25, 0.6, 1])
                {
                    foreach (bool hasBits in (bool[])[false, true])
                    {
                        rows.Add(gate, angle, concurrence, hasBits, 1);
                    }
                }

                rows.Add(gate, angle, 1, false, 0);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void AnExpansion_IsTheGate_AtItsPrice(string name, double angle, double concurrence, bool hasBits, int pairCount)
    {
        Circuit circuit = Around(Gates.Find(name)!, angle);
        var expansion = new PairedExpansion(circuit, new("AB"), new(concurrence, pairCount, hasBits));
        Assert.Equal(expansion.Gamma, expansion.Terms.Sum(t => Math.Abs(t.Coefficient)), 1e-12);
        foreach (string letters in (string[])["ZZ", "XY", "YX", "XI", "IZ", "YY"])
        {
            PauliSum observable = PauliSum.Parse(letters);
            Assert.Equal(
                CircuitSimulator.Expectation(circuit, [], [], observable),
                new PairedEstimator(expansion, observable).Run(0, 1, default).Value,
                1e-12);
        }
    }

    [Fact]
    public void Prices_AreThoseOfTheResource()
    {
        Circuit cx = Around(Gates.CX, 0);
        Assert.Equal(3, Gamma(cx, new(1, 0, false)), 1e-12);
        Assert.Equal(2, Gamma(cx, new(1, 1, false)), 1e-12);
        Assert.Equal(1 + (1 / 0.8), Gamma(cx, new(0.8, 1, false)), 1e-12);
        Assert.Equal(3, Gamma(cx, new(0.3, 1, false)), 1e-12);
        Assert.Equal(1, Gamma(cx, new(1, 1, true)), 1e-12);
        Assert.Equal(ResourcePrice.WithPairAndBits(0.5), Gamma(cx, new(0.5, 1, true)), 1e-12);

        static double Gamma(Circuit circuit, SharedPair pair) => new PairedExpansion(circuit, new("AB"), pair).Gamma;
    }

    [Fact]
    public void APair_GoesToTheGateThatItHelpsMost()
    {
        Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.RZZ, 0.2, 0, 1).Add(Gates.RY, 0.3, 1).Add(Gates.CX, 1, 0).Build();
        var expansion = new PairedExpansion(circuit, new("AB"), new(1, 1, true));
        Assert.Equal((2, 1), (expansion.CutCount, expansion.PairCount));
        Assert.Equal(1 + (2 * Math.Sin(0.2)), expansion.Gamma, 1e-12);
        Assert.Equal(
            CircuitSimulator.Expectation(circuit, [], [], PauliSum.Parse("0.5*ZY + XI + 2*II")),
            new PairedEstimator(expansion, PauliSum.Parse("0.5*ZY + XI + 2*II")).Run(0, 1, default).Value,
            1e-12);
    }

    /// <summary>
    /// 500 estimates with known seeds: the pulls' mean square is 1 within 5 standard deviations, a false-alarm rate of 1e-6.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SampledEstimates_SpreadAsTheirErrorsTell(bool hasBits)
    {
        Circuit circuit = Around(Gates.CX, 0);
        PauliSum observable = PauliSum.Parse("ZZ + 0.5*XI");
        var estimator = new PairedEstimator(new(circuit, new("AB"), new(0.7, 1, hasBits)), observable);
        double exact = CircuitSimulator.Expectation(circuit, [], [], observable);
        double[] pulls =
        [
            .. Enumerable.Range(0, 500).Select(seed => estimator.Run(400, (ulong)seed, default))
                .Select(e => (e.Value - exact) / e.StandardError),
        ];
        Assert.InRange(pulls.Average(), -5 / Math.Sqrt(500), 5 / Math.Sqrt(500));
        Assert.InRange(pulls.Average(p => p * p), 1 - (5 * Math.Sqrt(2.0 / 500)), 1 + (5 * Math.Sqrt(2.0 / 500)));
    }

    [Fact]
    public void WhatPairsCannotServe_IsRefused()
    {
        Refused("concurrence of 0;", () => new SharedPair(0, 1, true));
        Refused("concurrence of 1.1", () => new SharedPair(1.1, 1, true));
        Refused("-1 pairs", () => new SharedPair(1, -1, true));
        Refused(
            "3 pairs were given but the circuit has 2 qubits", () => new PairedExpansion(Around(Gates.CX, 0), new("AB"), new(1, 3, true)));
        Refused("is not RZZ up to gates on one qubit", () => new PairedExpansion(Around(Gates.Swap, 0), new("AB"), new(1, 1, true)));
        var deep = new CircuitBuilder(2);
        for (int i = 0; i < 8; i++)
        {
            deep.Add(Gates.CX, 0, 1).Add(Gates.H, 0);
        }

        Refused("joint terms, more than", () => new PairedExpansion(deep.Build(), new("AB"), new(1, 1, true)));

        static void Refused(string part, Func<object> action) =>
            Assert.Contains(part, Assert.ThrowsAny<CutAwareException>(() => { action(); }).Message, StringComparison.Ordinal);
    }

    // General states before and general bases after.
    private static Circuit Around(Gate gate, double angle)
    {
        var circuit = new CircuitBuilder(2)
            .Add(Gates.RY, 0.8, 0).Add(Gates.RZ, 0.3, 0).Add(Gates.RX, -1.1, 1).Add(Gates.RZ, 0.9, 1);
        Angle[] angles = gate.ParameterCount == 0 ? [] : [angle];
        circuit.Add(gate, angles, 0, 1);
        return circuit.Add(Gates.RX, 0.4, 0).Add(Gates.RY, -0.6, 1).Build();
    }
}
