using System.Globalization;

namespace CutAwareQnn.Runtime;

/// <summary>What may go wrong with executions, and what is done about it.</summary>
public sealed record ExecutionSettings
{
    /// <summary>Nothing is injected, nothing tried again.</summary>
    public static ExecutionSettings Default { get; } = new();

    /// <summary>Delays that are injected; null for none.</summary>
    public Stragglers? Stragglers { get; init; }

    /// <summary>Tries a batch of subexperiments has.</summary>
    public RetryLimits Retries { get; init; } = new();

    /// <summary>When slow batches are copied; null for never.</summary>
    public Speculation? Speculation { get; init; }

    /// <summary>Shares in which shots go out; null for whole batches.</summary>
    public ShotShares? Shares { get; init; }

    /// <summary>
    /// From the start of a pass's dispatch to when values are reconstructed from what has arrived, with the larger standard error that
    /// follows; null for never. Passes for derivatives, and values that derivatives start from, run to their end.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What is done about stragglers and failures, as <c>name=number</c> between commas; <c>none</c> where nothing is.</summary>
    public string Mitigation
    {
        get
        {
            List<string> parts = [];
            Add("attempts", Retries.Attempts > 1 ? Retries.Attempts : null);
            Add("timeout_s", Retries.Timeout?.TotalSeconds);
            Add("speculation_factor", Speculation?.Factor);
            Add("speculation_minimum_s", Speculation?.MinimumTime.TotalSeconds);
            Add("speculation_minimum_finished", Speculation?.MinimumFinished);
            Add("speculation_copy_share", Speculation?.CopyShare);
            Add("shares_needed", Shares?.Needed);
            Add("shares_sent", Shares?.Sent);
            Add("deadline_s", Deadline?.TotalSeconds);
            return parts.Count == 0 ? "none" : string.Join(',', parts);

            void Add(string name, double? number)
            {
                if (number is { } value)
                {
                    parts.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
                }
            }
        }
    }

    /// <summary>Whether estimates depend on when results arrive.</summary>
    public bool DependsOnTime => Deadline is not null || Shares is { } shares && shares.Sent > shares.Needed;
}
