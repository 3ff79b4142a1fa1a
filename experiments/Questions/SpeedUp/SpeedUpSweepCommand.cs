using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep rq2</c>: how a batch of queries speeds up with workers, on this machine and in virtual time.</summary>
internal static class SpeedUpSweepCommand
{
    private const int MostWorkers = 4096;

    public static Command Create()
    {
        var defaults = new SpeedUpSettings();
        var isVirtual = new Option<bool>("--virtual")
        {
            Description = "In virtual time alone; without it at 1 and 2 workers here first, to which service times are fitted.",
        };
        Option<int> most = Numbers.Between(1, MostWorkers).Option(
            "--max-workers", defaults.MaxWorkers, $"Workers in virtual time, from 1 by doubling up to this; {MostWorkers} with --virtual.");
        most.DefaultValueFactory = result => result.GetValue(isVirtual) ? MostWorkers : defaults.MaxWorkers;
        Option<int> queries = Numbers.Between(1, AnswerOptions.MostQueries).Option("--queries", defaults.Queries, "Queries of the batch.");
        Option<string> shots = QueryOptions.Shots(defaults.Shots);
        Option<ulong> seed = Numbers.Seed.Option("--seed", defaults.Seed, "The key of all random numbers.");
        var device = new DeviceTimeOptions(0);
        var execution = new ExecutionOptions();
        var answer = new AnswerOptions();
        var command = new Command(
            "rq2", "Speed-up with workers and the share of reconstruction. Writes its result document; reads a run's log with --fit.")
        {
            isVirtual, most, queries, shots, seed,
        };
        device.AddTo(command);
        execution.AddTo(command);
        answer.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool isAlone = parsed.GetValue(isVirtual);
            if (!isAlone)
            {
                device.Refuse(parsed);
                execution.RefuseAllButPolicy(parsed);
            }

            ulong key = parsed.GetValue(seed);
            ExecutionSettings run = isAlone ? execution.Settings(parsed, key) : ExecutionSettings.Default;
            if (run.Deadline == TimeSpan.Zero)
            {
                throw new InputException("--deadline 0 leaves no result to measure; give seconds above 0");
            }

            var settings = new SpeedUpSettings
            {
                Virtual = isAlone,
                Fit = device.Fit(parsed),
                Queries = parsed.GetValue(queries),
                Shots = parsed.GetValue(shots)!,
                MaxWorkers = parsed.GetValue(most),
                Policy = DispatchPolicies.Text(execution.Policy(parsed)),
                Stragglers = run.Stragglers is { } s
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"probability={s.Probability},delay_s={s.Delay.TotalSeconds}{(s.TailIndex is { } tail ? $",tail={tail}" : "")}")
                    : null,
                Mitigation = run.Mitigation,
                QueueSeconds = device.QueueSeconds(parsed),
                ShotSeconds = device.ShotSeconds(parsed),
                Seed = key,
            };
            ShotBudget budget = QueryOptions.Each(settings.Shots);
            execution.Check(parsed, isGradient: false, new(budget));
            return await answer.AnswerAsync(parsed, _ => new SpeedUpQuestion(settings, budget, run), cancellationToken)
                .ConfigureAwait(false);
        });
        return command;
    }
}
