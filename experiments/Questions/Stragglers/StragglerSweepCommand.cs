using System.CommandLine;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn sweep rq3</c>: policies against stragglers.</summary>
internal static class StragglerSweepCommand
{
    public static Command Create()
    {
        var defaults = new StragglerSettings();
        var isVirtual = new Option<bool>("--virtual") { Description = "In virtual time alone; without it two workers here run some of it in real time, beside what virtual time predicts." };
        var partitions = new Option<string>("--partitions")
        {
            Description = "Partitions of the study's circuit, between commas.",
            DefaultValueFactory = _ => string.Join(',', defaults.Partitions),
        };
        var policies = new Option<string?>("--policies") { Description = "Policies by their names, between commas; all of them without it." };
        var queries = new Option<int>("--queries") { Description = "Queries of a batch.", DefaultValueFactory = _ => defaults.Queries };
        var shots = new Option<long>("--shots") { Description = "Shots of each circuit run.", DefaultValueFactory = _ => defaults.Shots };
        var seeds = new Option<int>("--seeds") { Description = "Runs of each, with seeds from 1.", DefaultValueFactory = _ => defaults.Seeds };
        var workers = new Option<int>("--workers") { Description = "Workers in virtual time.", DefaultValueFactory = _ => defaults.Workers };
        var device = new DeviceTimeOptions(defaults.QueueSeconds);
        var answer = new AnswerOptions();
        var command = new Command("rq3", "Slowdown by stragglers, under each policy and mitigation. Writes its result document; reads a run's log with --fit.")
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
                Policies = parsed.GetValue(policies) is { } names ? StragglerSettings.InOrder(StudyPartitions.Once(names, StragglerSettings.Known)) : defaults.Policies,
                Queries = parsed.InRange(queries, 1, 1_000_000),
                Shots = ShotBudget.Each(parsed.GetValue(shots)).PerCircuit,
                Seeds = parsed.InRange(seeds, 1, 1000),
                Workers = parsed.InRange(workers, 1, 4096),
                QueueSeconds = device.QueueSeconds(parsed),
                ShotSeconds = device.ShotSeconds(parsed),
            };
            return await answer.AnswerAsync(parsed, answer.Open(parsed), new StragglerQuestion(settings), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
