using System.CommandLine;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep rq1|rq4|rq5</c>: a question of the study, by training runs with matched budgets.</summary>
internal static class TrainingSweepCommand
{
    public static Command Create(string question, string description)
    {
        var training = new TrainingSweepOptions();
        var answer = new AnswerOptions();
        var command = new Command(question, description + " Writes a run folder for each run, and goes on where it was stopped.");
        training.AddTo(command);
        answer.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SweepSettings settings = training.Settings(parsed);
            MnistFiles? mnist = await training.MnistAsync(parsed, settings, cancellationToken).ConfigureAwait(false);
            return await answer.AnswerAsync(
                parsed,
                folder => new TrainingQuestion(question, settings, new(folder, settings, mnist)),
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
