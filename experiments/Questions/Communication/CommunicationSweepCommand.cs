using System.CommandLine;
using System.Globalization;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep communication</c>: accuracy, capacity and price of what two processors share.</summary>
internal sealed class CommunicationSweepCommand
{
    private readonly Option<bool> _short = new("--short") { Description = "A short form for a first look: 3 sub-layers, 3 seeds, 150 steps, fewer draws." };
    private readonly Option<string> _sublayers;
    private readonly Option<int> _seeds;
    private readonly Option<int> _steps;
    private readonly Option<int> _samples;
    private readonly AnswerOptions _answer = new();

    private CommunicationSweepCommand()
    {
        _sublayers = new("--sublayers")
        {
            Description = "Numbers of sub-layers per convolution, between commas.",
            DefaultValueFactory = result => result.GetValue(_short) ? "3" : "3,5,7,9",
        };
        _seeds = new("--seeds") { Description = "Trainings per model, with seeds from 1.", DefaultValueFactory = result => result.GetValue(_short) ? 3 : 10 };
        _steps = new("--steps") { Description = "Optimiser steps per training.", DefaultValueFactory = result => result.GetValue(_short) ? 150 : 1000 };
        _samples = new("--weight-samples")
        {
            Description = "Draws of the weights for effective dimensions.",
            DefaultValueFactory = result => result.GetValue(_short) ? 4 : 20,
        };
    }

    public static Command Create()
    {
        var options = new CommunicationSweepCommand();
        var command = new Command(
            "communication",
            "Accuracy, capacity and price of what two processors share: nothing, classical bits, entangled pairs, a quantum link. Writes communication.json.")
        {
            options._short, options._sublayers, options._seeds, options._steps, options._samples,
        };
        options._answer.AddTo(command);
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        bool isShort = parsed.GetValue(_short);
        int[] sublayers = StudyPartitions.Once(parsed.GetValue(_sublayers)!, Sublayers);
        Array.Sort(sublayers);
        var settings = new CommunicationSettings
        {
            Sublayers = sublayers,
            PairSublayers = sublayers[0],
            MostPairs = 4,
            Concurrences = isShort ? [0.5] : [0.25, 0.5, 0.75],
            Seeds = parsed.InRange(_seeds, 1, 1000),
            Steps = parsed.InRange(_steps, 1, 100_000),
            WeightSamples = parsed.InRange(_samples, 1, 10_000),
        };
        return await _answer.AnswerAsync(parsed, _ => new CommunicationQuestion(settings), cancellationToken).ConfigureAwait(false);
    }

    private static int Sublayers(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= 100
            ? count
            : throw new InputException($"--sublayers has '{text}'; give numbers from 1 to 100 between commas, e.g. 3,5,7,9");
}
