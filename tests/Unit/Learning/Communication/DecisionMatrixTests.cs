using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>
/// Ranks and singular values of decision matrices, the price of each resource, and the game of CHSH, compared with stored values.
/// </summary>
public sealed class DecisionMatrixTests
{
    [Fact]
    public void StoredMatrices_HaveTheirRankAndSingularValues()
    {
        JsonElement section = CommunicationCases.Section("decision_matrix");
        foreach (JsonElement stored in section.GetProperty("cases").EnumerateArray())
        {
            ProcessorModel model = CommunicationCases.Model(stored.GetProperty("model").GetString()!, stored.GetProperty("L").GetInt32());
            var matrix = new DecisionMatrix(
                model,
                CommunicationCases.Weights(model.WeightCount),
                section.Numbers("readout"),
                [.. Enumerable.Range(0, 20).Select(j => CommunicationCases.Features(j, 4))],
                [
                    .. Enumerable.Range(0, 20)
                        .Select(j => Enumerable.Range(0, 4).Select(i => Math.PI / 2 * Math.Cos((5 * j) + (2 * i) + 1)).ToArray()),
                ]);
            Assert.Equal(stored.GetProperty("rank_of_20x20").GetInt32(), matrix.Rank);
            double[] expected = stored.Numbers("singular_values_first6");
            for (int k = 0; k < expected.Length; k++)
            {
                Assert.Equal(expected[k], matrix.SingularValues[k], 1e-11);
            }
        }
    }

    [Fact]
    public void StoredPrices_AreReproduced()
    {
        double[] features = CommunicationCases.Features(0, 8);
        foreach (JsonElement stored in CommunicationCases.Section("gamma").GetProperty("qcnn_price").EnumerateArray())
        {
            var price = CommunicationPrice.Of(CommunicationCases.Model("qc", stored.GetProperty("L").GetInt32()), features);
            Assert.Equal(stored.GetProperty("ebits_per_sample").GetInt32(), price.Ebits);
            Assert.Equal(1, Math.Exp(price.LogGamma) / stored.GetProperty("gamma_separate_sample0").GetDouble(), 1e-9);
            Assert.Equal(1, Math.Exp(price.LogJointGamma) / stored.GetProperty("gamma_joint_sample0").GetDouble(), 1e-9);
        }

        Assert.Equal(new CommunicationPrice(6, 2, 0, 0, 0), CommunicationPrice.Of(CommunicationCases.Model("cc", 3), features));
        Assert.Equal(new CommunicationPrice(0, 0, 0, 0, 0), CommunicationPrice.Of(CommunicationCases.Model("nc", 3), features));
        foreach (JsonElement stored in CommunicationCases.Of("pre_shared_pairs"))
        {
            var price = CommunicationPrice.Of(new(ProcessorResource.None, 1, stored.Numbers("concurrences")), features);
            Assert.Equal(stored.GetProperty("gamma_to_emulate_pairs").GetDouble(), Math.Exp(price.LogGamma), 1e-10);
        }
    }

    [Fact]
    public void StoredPlayers_AreReproduced()
    {
        foreach (JsonElement stored in CommunicationCases.Of("chsh"))
        {
            var game = new ChshGame(stored.GetProperty("concurrence").GetDouble());
            Assert.Equal(stored.GetProperty("best_S").GetDouble(), game.LargestS, 1e-11);
            Assert.Equal(stored.GetProperty("best_win").GetDouble(), ChshGame.SingleShotSuccess(game.LargestS), 1e-11);
            (double[] angles, double s) = game.Ascend([0.1, 0.2, 0.3, 0.4], 20);
            Assert.Equal(stored.GetProperty("S_after_20_steps").GetDouble(), s, 1e-11);
            double[] expected = stored.Numbers("angles_after_20_steps");
            for (int i = 0; i < 4; i++)
            {
                Assert.Equal(expected[i], angles[i], 1e-11);
            }

            Assert.Equal(game.LargestS, game.Ascend([0.1, 0.2, 0.3, 0.4], 2000).S, 1e-6);
            Assert.Equal(1, game.SignAccuracy());
        }
    }

    /// <summary>The players' circuit, simulated: RY on either half of the pair, then the expectation of ZZ.</summary>
    [Fact]
    public void Correlations_AreThoseOfTheCircuit()
    {
        double[] angles = [0.4, -1.1, 0.7, 2.3];
        double s = 0;
        for (int input = 0; input < 4; input++)
        {
            Circuit circuit = new CircuitBuilder(2)
                .Add(new SharedPairs(EquatableArray<double>.Of(0.6)))
                .Add(Gates.RY, -angles[input >> 1], 0)
                .Add(Gates.RY, -angles[2 + (input & 1)], 1)
                .Build();
            s += (input == 3 ? -1 : 1) * CutAwareQnn.Simulation.CircuitSimulator.Expectation(circuit, [], [], PauliSum.Parse("ZZ"));
        }

        Assert.Equal(s, new ChshGame(0.6).S(angles, []), 1e-13);
        Assert.Contains("concurrence of 1.5", Assert.Throws<CircuitException>(() => new ChshGame(1.5)).Message, StringComparison.Ordinal);
    }
}
