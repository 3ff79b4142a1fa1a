using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>rq1, rq4 or rq5: answered by training runs with matched budgets.</summary>
internal sealed class TrainingQuestion(string name, SweepSettings settings, SweepRuns runs) : ISweepQuestion
{
    private readonly SweepCase[] _cases = [.. SweepCase.Of(name, settings)];

    public string Name => name;

    public object Settings => settings;

    public Type DocumentType => typeof(SweepReport);

    public int StepCount => _cases.Length;

    public async Task<ISweepDocument> AnswerAsync(Action<string> onStep, CancellationToken cancellationToken)
    {
        var summaries = new Dictionary<SweepCase, RunSummary>();
        foreach (SweepCase run in _cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            onStep(run.Folder);
            summaries.Add(run, await runs.RunAsync(run, cancellationToken).ConfigureAwait(false));
        }

        return SweepReport.Of(name, settings, summaries);
    }
}
