using System.CommandLine;

namespace CutAwareQnn.Experiments;

/// <summary>Where the answers of a sweep go, and how they get there.</summary>
internal sealed class AnswerOptions
{
    /// <summary>The largest number of queries in a batch.</summary>
    public const int MostQueries = 1_000_000;

    private readonly Option<string?> _folder = PathOption.Folder(
        "--out",
        "The sweep's folder: one result document per question, and one folder per training run; runs/sweep by default. Questions "
        + "share it.");

    private readonly Option<bool> _json = new("--json") { Description = "Writes one JSON document to standard output, and nothing else." };

    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_json);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public SweepFolder Open(ParseResult parsed) => SweepFolder.Open(parsed.GetValue(_folder) ?? Path.Combine("runs", "sweep"));

    /// <summary>Returns the answer that the folder has for the same settings; without one, computes it and keeps it there.</summary>
    public static async Task<ISweepDocument> AnswerAsync(
        SweepFolder folder, ISweepQuestion question, Action<string> onStep, CancellationToken cancellationToken)
    {
        if (folder.Answer(question) is { } known)
        {
            return known;
        }

        ISweepDocument document = await question.AnswerAsync(onStep, cancellationToken).ConfigureAwait(false);
        folder.Keep(document);
        return document;
    }

    /// <summary>Answers a question, with progress, and prints the answer.</summary>
    /// <param name="ask">Creates the question for the sweep's folder, which is locked until the answer is there.</param>
    public async Task<int> AnswerAsync(ParseResult parsed, Func<SweepFolder, ISweepQuestion> ask, CancellationToken cancellationToken)
    {
        using SweepFolder folder = Open(parsed);
        ISweepQuestion question = ask(folder);
        ISweepDocument document;
        using (var line = new ProgressLine())
        {
            int begun = 0;
            document = await AnswerAsync(folder, question, step => line.Show($"{begun++}/{question.StepCount}  {step}"), cancellationToken)
                .ConfigureAwait(false);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(IsJson(parsed) ? SweepFolder.Json(document) : document.ToText())
            .ConfigureAwait(false);
        return 0;
    }
}
