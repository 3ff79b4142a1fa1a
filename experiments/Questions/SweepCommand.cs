using System.CommandLine;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep</c>: the questions of the study.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        var other = new Argument<string?>("QUESTION") { Arity = ArgumentArity.ZeroOrOne, Hidden = true };
        var command = new Command("sweep", "Answers a question of the study.")
        {
            other,
            TrainingSweepCommand.Create("rq1", "Training time against cuts."),
            SpeedUpSweepCommand.Create(),
            StragglerSweepCommand.Create(),
            TrainingSweepCommand.Create("rq4", "Accuracy against cuts."),
            TrainingSweepCommand.Create("rq5", "Robustness against cuts."),
            AllSweepCommand.Create(),
            WidthSweepCommand.Create(),
            NodesSweepCommand.Create(),
            CommunicationSweepCommand.Create(),
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(int (parsed) => throw Unknown(parsed.GetValue(other), command.Subcommands));
        return command;
    }

    private static InputException Unknown(string? question, IEnumerable<Command> known)
    {
        string names = string.Join(", ", known.Select(c => c.Name));
        return new(question is null
            ? $"no question is given; give one of {names}"
            : $"question {QuotedText.Of(question)} is unknown; give one of {names}");
    }
}
