using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep all</c>: the five questions in one folder.</summary>
internal static class AllSweepCommand
{
    public static Command Create()
    {
        NumberRange<int> queries = Numbers.Between(1, AnswerOptions.MostQueries);
        Option<int> speedUp = queries.Option("--rq2-queries", new SpeedUpSettings().Queries, "Queries of rq2's batch.");
        Option<int> stragglers = queries.Option("--rq3-queries", new StragglerSettings().Queries, "Queries of rq3's batches.");
        var training = new TrainingSweepOptions();
        var answer = new AnswerOptions();
        var command = new Command(
            "all",
            "The five questions in one folder, whose training runs they share. Goes on where it was stopped, and skips what is answered.")
        {
            speedUp, stragglers,
        };
        training.AddTo(command);
        answer.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SweepSettings settings = training.Settings(parsed);
            MnistFiles? mnist = await training.MnistAsync(parsed, settings, cancellationToken).ConfigureAwait(false);
            using SweepFolder folder = answer.Open(parsed);
            var runs = new SweepRuns(folder, settings, mnist);
            ISweepQuestion[] questions =
            [
                new TrainingQuestion("rq1", settings, runs),
                new SpeedUpQuestion(
                    new() { Queries = parsed.GetValue(speedUp), Shots = settings.Shots.ToString(CultureInfo.InvariantCulture) },
                    ShotBudget.Each(settings.Shots),
                    ExecutionSettings.Default),
                new StragglerQuestion(
                    new()
                    {
                        Partitions = settings.Partitions,
                        Queries = parsed.GetValue(stragglers),
                        Shots = settings.Shots,
                        Seeds = settings.Seeds,
                    }),
                new TrainingQuestion("rq4", settings, runs),
                new TrainingQuestion("rq5", settings, runs),
            ];
            List<ISweepDocument> documents = await AnswerAsync(folder, questions, cancellationToken).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                answer.IsJson(parsed) ? Json(documents) : string.Join("\n\n\n", documents.Select(d => d.ToText()))).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static async Task<List<ISweepDocument>> AnswerAsync(
        SweepFolder folder, ISweepQuestion[] questions, CancellationToken cancellationToken)
    {
        using var line = new ProgressLine();
        List<ISweepDocument> documents = [];
        int total = questions.Sum(q => q.StepCount);
        int before = 0;
        foreach (ISweepQuestion question in questions)
        {
            int begun = before;
            documents.Add(await AnswerOptions.AnswerAsync(
                folder, question, step => line.Show($"{begun++}/{total}  {step}"), cancellationToken).ConfigureAwait(false));
            before += question.StepCount;
        }

        return documents;
    }

    private static string Json(IEnumerable<ISweepDocument> documents) => new JsonObject(documents.Select(
        d => KeyValuePair.Create(d.Question, JsonSerializer.SerializeToNode(d, d.GetType(), ReportJson.Default))))
        .ToJsonString(ReportJson.Default.Options);
}
