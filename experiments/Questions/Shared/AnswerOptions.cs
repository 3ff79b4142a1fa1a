using System.CommandLine;

namespace CutAwareQnn.Experiments;

/// <summary>Where the answers of a sweep go, and how they get there.</summary>
internal sealed class AnswerOptions
{
    private readonly Option<string> _folder = new("--out")
    {
        Description = "The sweep's folder: a result document a question, and a folder a training run. Questions share it.",
        DefaultValueFactory = _ => Path.Combine("runs", "sweep"),
    };

    private readonly Option<bool> _json = new("--json") { Description = "Writes one JSON document to standard output, and nothing else." };

    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_json);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public SweepFolder Open(ParseResult parsed) => SweepFolder.Open(parsed.GetValue(_folder)!);

    /// <summary>The answer that the folder holds for the same settings; without one, asks, and keeps it there.</summary>
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
    public async Task<int> AnswerAsync(ParseResult parsed, SweepFolder folder, ISweepQuestion question, CancellationToken cancellationToken)
    {
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
