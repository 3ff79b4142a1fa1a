using System.CommandLine;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep communication</c>: accuracy, capacity and price of what two processors share.</summary>
internal sealed class CommunicationSweepCommand
{
    private readonly Option<bool> _short =
        new("--short") { Description = "A short form for a first look: 3 sub-layers, 3 seeds, 150 steps, fewer draws." };
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
        _seeds = Numbers.Between(1, 1000).Option("--seeds", 10, "Trainings per model, with seeds from 1.");
        _seeds.DefaultValueFactory = result => result.GetValue(_short) ? 3 : 10;
        _steps = Numbers.Between(1, 100_000).Option("--steps", 1000, "Optimiser steps per training.");
        _steps.DefaultValueFactory = result => result.GetValue(_short) ? 150 : 1000;
        _samples = Numbers.Between(1, 10_000).Option("--weight-samples", 20, "Draws of the weights for effective dimensions.");
        _samples.DefaultValueFactory = result => result.GetValue(_short) ? 4 : 20;
    }

    public static Command Create()
    {
        var options = new CommunicationSweepCommand();
        var command = new Command(
            "communication",
            "Accuracy, capacity and price of what two processors share: nothing, classical bits, entangled pairs, a quantum link. "
            + "Writes communication.json.")
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
        string given = parsed.GetValue(_sublayers)!;
        int[] sublayers = StudyPartitions.Distinct("--sublayers", given, Numbers.Between(1, 100).ReadList("--sublayers", given, "3,5,7,9"));
        Array.Sort(sublayers);
        var settings = new CommunicationSettings
        {
            Sublayers = sublayers,
            PairSublayers = sublayers[0],
            MostPairs = 4,
            Concurrences = isShort ? [0.5] : [0.25, 0.5, 0.75],
            Seeds = parsed.GetValue(_seeds),
            Steps = parsed.GetValue(_steps),
            WeightSamples = parsed.GetValue(_samples),
        };
        return await _answer.AnswerAsync(parsed, _ => new CommunicationQuestion(settings), cancellationToken).ConfigureAwait(false);
    }
}
