using System.Diagnostics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A query on processors that share classical links or entangled pairs.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Record">Counts and stage times.</param>
/// <param name="Resource">What the processors share.</param>
internal sealed record ProcessorRun(Estimate Estimate, BatchRecord Record, SharedResource Resource)
{
    /// <summary>
    /// Runs a query on linked processors, each simulated alone, exactly or with shots of the linked unit; a link is not a cut, so γ is 1.
    /// </summary>
    public static ProcessorRun Linked(
        LinkedPlan plan, TimeSpan partition, PauliSum observable, EstimatorQuery query, long shots, ulong seed)
    {
        long begun = Stopwatch.GetTimestamp();
        var estimator = new LinkedEstimator(plan, observable);
        TimeSpan generate = Stopwatch.GetElapsedTime(begun);
        double[][][] tensors = estimator.Execute(query);
        TimeSpan execute = Stopwatch.GetElapsedTime(begun) - generate;
        Estimate estimate = shots > 0 ? estimator.Sample(tensors, shots, seed, query.Id) : new(estimator.Reconstruct(tensors), 0);
        TimeSpan reconstruct = Stopwatch.GetElapsedTime(begun) - generate - execute;
        return new(
            estimate,
            Recorded(
                plan.Processors.Count,
                0,
                1,
                1,
                shots > 0 ? estimator.SampledCircuitCount : estimator.CircuitCount,
                shots,
                new(partition, generate, execute, reconstruct, partition + generate + execute + reconstruct)),
            new(plan.Links.Count, 0, null, true));
    }

    /// <summary>Runs a query whose crossing gates are cut with the help of pairs.</summary>
    public static ProcessorRun Paired(
        Circuit bound,
        PartitionLabels labels,
        SharedPair pair,
        PauliSum observable,
        long shots,
        ulong seed,
        CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        var expansion = new PairedExpansion(bound, labels, pair);
        TimeSpan partition = Stopwatch.GetElapsedTime(begun);
        var estimator = new PairedEstimator(expansion, observable);
        Estimate estimate = estimator.Run(shots, seed, cancellationToken);
        TimeSpan execute = Stopwatch.GetElapsedTime(begun) - partition;
        return new(
            estimate,
            Recorded(
                labels.Letters.Distinct().Count(),
                expansion.CutCount,
                expansion.Gamma,
                expansion.Terms.Count,
                estimator.CircuitCount,
                shots,
                new(partition, TimeSpan.Zero, execute, TimeSpan.Zero, partition + execute)),
            new(0, expansion.PairCount, pair.Concurrence, pair.HasBits));
    }

    private static BatchRecord Recorded(int fragments, int cuts, double gamma, int terms, int circuits, long shots, StageTimes times) =>
        new()
        {
            Run = "estimate",
            Batch = 0,
            Step = null,
            Purpose = BatchPurpose.Forward,
            QueryCount = 1,
            Mode = "lean",
            Fragments = fragments,
            Cuts = cuts,
            Gamma = gamma,
            Log10Gamma = Math.Log10(gamma),
            SamplingOverhead = gamma * gamma,
            Log10SamplingOverhead = 2 * Math.Log10(gamma),
            TermsJoint = terms,
            Log10TermsJoint = Math.Log10(terms),
            CircuitsEmitted = circuits,
            Log10CircuitsEmitted = Math.Log10(Math.Max(1, circuits)),
            CircuitsUnique = circuits,
            Log10CircuitsUnique = Math.Log10(Math.Max(1, circuits)),
            CircuitsRun = circuits,
            Shots = shots,
            TotalShots = shots * circuits,
            PartitionSeconds = times.Partition.TotalSeconds,
            GenerateSeconds = times.Generate.TotalSeconds,
            ExecuteSeconds = times.Execute.TotalSeconds,
            ReconstructSeconds = times.Reconstruct.TotalSeconds,
            TotalSeconds = times.Total.TotalSeconds,
            Workers = 1,
            Policy = "eager",
        };
}
