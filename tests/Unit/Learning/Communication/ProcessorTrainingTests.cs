using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Training with a trained readout, compared with a stored full-batch training.</summary>
public sealed class ProcessorTrainingTests
{
    [SharedDataFact("communication")]
    public void StoredTrainings_AreReproduced()
    {
        (double[][] features, double[] labels) = Clusters3(32);
        foreach (JsonElement stored in CommunicationCases.Section("training").GetProperty("cases").EnumerateArray())
        {
            ProcessorModel model = CommunicationCases.Model(stored.GetProperty("model").GetString()!, stored.GetProperty("L").GetInt32());
            var training = new ProcessorTraining(model, model.Embed(features), labels, new(BatchSize: null));
            ProcessorTrainingState state = training.StartAt(CommunicationCases.Weights(model.WeightCount));
            double[] gradient = new double[training.WeightCount];
            training.Loss(state.Weights, [.. Enumerable.Range(0, 32)], gradient);
            Assert.Equal(
                stored.GetProperty("first_gradient_norm_weights").GetDouble(),
                Math.Sqrt(gradient.Take(model.WeightCount).Sum(g => g * g)),
                1e-11);
            double[] ofReadout = stored.Numbers("first_gradient_readout");
            for (int o = 0; o < 4; o++)
            {
                Assert.Equal(ofReadout[o], gradient[model.WeightCount + o], 1e-11);
            }

            foreach (double loss in stored.Numbers("losses"))
            {
                state = training.Step(state);
                Assert.Equal(loss, state.Loss!.Value, 1e-9);
            }
        }
    }

    [Fact]
    public void Steps_AreDeterminedByTheSeed_AndLowerTheLoss()
    {
        double[][] features = [.. Enumerable.Range(0, 20).Select(j => CommunicationCases.Features(j, 8))];
        double[] labels = [.. features.Select(x => x[0] * x[4] > 0 ? 1.0 : -1)];
        ProcessorModel model = CommunicationCases.Model("cc", 1);
        ProcessorSamples samples = model.Embed(features);
        ProcessorTrainingState[] states =
        [
            .. Enumerable.Range(0, 2).Select(_ => Trained(new ProcessorTraining(model, samples, labels, new(BatchSize: 13, Seed: 5)), 60)),
        ];
        Assert.Equal(states[0].Weights, states[1].Weights);
        var whole = new ProcessorTraining(model, samples, labels, new(BatchSize: null, Seed: 5));
        double[] gradient = new double[whole.WeightCount];
        int[] rows = [.. Enumerable.Range(0, 20)];
        Assert.True(whole.Loss(states[0].Weights, rows, gradient) < 0.8 * whole.Loss(whole.Start().Weights, rows, gradient));
        Assert.InRange(whole.Accuracy(states[0].Weights, samples, labels), 0.7, 1);
        Assert.InRange(whole.Start().Weights.Take(model.WeightCount).Max(), 0, 2 * Math.PI);
    }

    [Fact]
    public void OneProcessor_TrainsNoReadout()
    {
        ProcessorModel model = CommunicationCases.Model("single", 1);
        var training = new ProcessorTraining(model, model.Embed([CommunicationCases.Features(0, 8)]), [1], new(BatchSize: 3));
        Assert.Equal(model.WeightCount, training.WeightCount);
        Assert.Equal(model.WeightCount, training.Step(training.Start()).Weights.Length);
    }

    [Fact]
    public void LabelsThatDoNotMatch_AreRefused()
    {
        ProcessorModel model = CommunicationCases.Model("nc", 1);
        ProcessorSamples samples = model.Embed([CommunicationCases.Features(0, 8)]);
        Assert.Contains(
            "1 sample was given with 2 labels",
            Assert.Throws<CircuitException>(() => new ProcessorTraining(model, samples, [1, 1], new())).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "a batch of 0 samples",
            Assert.Throws<CircuitException>(() => new ProcessorTrainingSettings(BatchSize: 0)).Message,
            StringComparison.Ordinal);
    }

    private static ProcessorTrainingState Trained(ProcessorTraining training, int stepCount) =>
        Enumerable.Range(0, stepCount).Aggregate(training.Start(), (state, _) => training.Step(state));

    private static (double[][] Features, double[] Labels) Clusters3(int count)
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(SharedData.PathOf("communication", "clusters3.csv.gz")), CompressionMode.Decompress));
        double[][] rows =
        [
            .. reader.ReadToEnd().Split('\n').Skip(1).Take(count)
                .Select(line => line.Split(',').Take(9).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()),
        ];
        return ([.. rows.Select(r => r[..8])], [.. rows.Select(r => r[8])]);
    }
}
