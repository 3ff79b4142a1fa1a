using System.CommandLine;

namespace CutAwareQnn.Experiments.Commands;

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
            TrainingSweepCommand.Create("rq4", "Accuracy against cuts."),
            TrainingSweepCommand.Create("rq5", "Robustness against cuts."),
            WidthSweepCommand.Create(),
            NodesSweepCommand.Create(),
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(int (parsed) => throw Unknown(parsed.GetValue(other)));
        return command;
    }

    private static InputException Unknown(string? question) => new(question is null
        ? "no question is given; give rq1, rq2, rq4, rq5, width or nodes"
        : $"question '{question}' is unknown; give rq1, rq2, rq4, rq5, width or nodes");
}
