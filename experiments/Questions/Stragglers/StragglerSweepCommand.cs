using System.CommandLine;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep rq3</c>: policies against stragglers.</summary>
internal static class StragglerSweepCommand
{
    public static Command Create()
    {
        var defaults = new StragglerSettings();
        var isVirtual = new Option<bool>("--virtual")
        {
            Description =
                "In virtual time alone; without it two workers here run some of it in real time, next to what virtual time predicts.",
        };
        var partitions = new Option<string>("--partitions")
        {
            Description = "Partitions of the study's circuit, between commas.",
            DefaultValueFactory = _ => string.Join(',', defaults.Partitions),
        };
        var policies =
            new Option<string?>("--policies") { Description = "Policies by their names, between commas; all of them without it." };
        Option<int> queries = Numbers.Between(1, AnswerOptions.MostQueries).Option("--queries", defaults.Queries, "Queries of a batch.");
        Option<long> shots = QueryOptions.SampledShots(defaults.Shots);
        Option<int> seeds = Numbers.Between(1, 1000).Option("--seeds", defaults.Seeds, "Runs of each, with seeds from 1.");
        Option<int> workers = Numbers.Between(1, 4096).Option("--workers", defaults.Workers, "Workers in virtual time.");
        var device = new DeviceTimeOptions(defaults.QueueSeconds);
        var answer = new AnswerOptions();
        var command = new Command(
            "rq3", "Slowdown by stragglers, under each policy and mitigation. Writes its result document; reads a run's log with --fit.")
        {
            isVirtual, partitions, policies, queries, shots, seeds, workers,
        };
        device.AddTo(command);
        answer.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new StragglerSettings
            {
                Virtual = parsed.GetValue(isVirtual),
                Fit = device.Fit(parsed),
                Partitions = StudyPartitions.Parse(parsed.GetValue(partitions)!),
                Policies = parsed.GetValue(policies) is { } names
                    ? StragglerSettings.InOrder(StudyPartitions.Once(names, StragglerSettings.Known))
                    : defaults.Policies,
                Queries = parsed.GetValue(queries),
                Shots = parsed.GetValue(shots),
                Seeds = parsed.GetValue(seeds),
                Workers = parsed.GetValue(workers),
                QueueSeconds = device.QueueSeconds(parsed),
                ShotSeconds = device.ShotSeconds(parsed),
            };
            return await answer.AnswerAsync(parsed, _ => new StragglerQuestion(settings), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
