using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>width: what becomes of accuracy, time and gradient as the same circuit gets wider.</summary>
internal sealed class WidthQuestion(SweepFolder folder, WidthSettings settings, MnistFiles mnist) : ISweepQuestion
{
    public string Name => "width";

    public object Settings => settings;

    public Type DocumentType => typeof(WidthDocument);

    public int StepCount => WidthCase.Of(settings).Count();

    public async Task<ISweepDocument> AnswerAsync(Action<string> onStep, CancellationToken cancellationToken)
    {
        using var workers = new LocalWorkers(settings.Workers, new EagerPolicy(), ExecutionSettings.Default);
        List<WidthPoint> points = [];
        foreach (IGrouping<(int, WideObservable), WidthCase> cases in WidthCase.Of(settings).GroupBy(c => (c.Qubits, c.Observable)))
        {
            var runs = new WidthRuns(folder, settings, cases.First(), mnist, workers);
            List<WidthRun> done = [];
            foreach (WidthCase run in cases)
            {
                cancellationToken.ThrowIfCancellationRequested();
                onStep(run.Folder);
                done.Add(await runs.RunAsync(run.Seed, cancellationToken).ConfigureAwait(false));
            }

            points.Add(runs.Point(done, cancellationToken));
        }

        return new WidthDocument(Name, settings, points);
    }
}
