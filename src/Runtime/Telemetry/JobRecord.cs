using System.Text.Json.Serialization;

namespace CutAwareQnn.Runtime;

/// <summary>One batch of subexperiments that was executed (<c>--log task</c>).</summary>
public sealed record JobRecord : LogRecord
{
    /// <summary>The batch of queries that it serves.</summary>
    public required long Batch { get; init; }

    /// <summary>What the work was for.</summary>
    public required BatchPurpose Purpose { get; init; }

    /// <summary>Its number in the pass, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The fragment; null where circuits of several are mixed.</summary>
    public required int? Fragment { get; init; }

    /// <summary>Who carried it, from 0.</summary>
    public required int Worker { get; init; }

    /// <summary>Circuits run.</summary>
    public required long CircuitsRun { get; init; }

    /// <summary>Shots spent; 0 in exact mode.</summary>
    public required long TotalShots { get; init; }

    /// <summary>Its estimated cost, in floating point operations.</summary>
    public required double Work { get; init; }

    /// <summary>Numbers in its result.</summary>
    public required int Values { get; init; }

    /// <summary>From the start of the pass's dispatch to when the worker took it.</summary>
    [JsonPropertyName("t_start_s")]
    public required double StartSeconds { get; init; }

    /// <summary>From taking it to its result.</summary>
    [JsonPropertyName("t_execute_s")]
    public required double ExecuteSeconds { get; init; }

    /// <summary>Injected delays in it.</summary>
    [JsonPropertyName("t_held_s")]
    public required double HeldSeconds { get; init; }

    /// <summary>Creates the line of a report.</summary>
    public static JobRecord Of(string run, JobReport report) => new()
    {
        Run = run,
        Batch = report.Batch,
        Purpose = report.Purpose,
        Index = report.Job.Index,
        Fragment = report.Job.Fragment,
        Worker = report.Worker,
        CircuitsRun = report.Job.CircuitCount,
        TotalShots = report.Job.ShotCount,
        Work = report.Job.Work,
        Values = report.Job.ResultLength,
        StartSeconds = report.Start.TotalSeconds,
        ExecuteSeconds = report.Time.TotalSeconds,
        HeldSeconds = report.Held.TotalSeconds,
    };
}
