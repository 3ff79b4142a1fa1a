using System.Globalization;
using System.Text.Json.Serialization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Delays that are injected.</summary>
/// <param name="Probability">That a batch of subexperiments is held up, in [0, 1].</param>
/// <param name="DelaySeconds">For how long; with a tail the mean.</param>
/// <param name="Tail">The shape of a Pareto distribution of the delay; null where it is constant.</param>
internal sealed record StragglerKind(double Probability, [property: JsonPropertyName("t_delay_s")] double DelaySeconds, double? Tail = null)
{
    /// <summary>The largest probability and delay: policies are compared there.</summary>
    public static StragglerKind Hardest { get; } = new(0.2, 0.2);

    /// <summary>Three probabilities with two delays each, and a heavy tail: at shape 1.5 its variance is infinite.</summary>
    public static IReadOnlyList<StragglerKind> All { get; } =
    [
        new(0.05, 0.05), new(0.05, 0.2), new(0.1, 0.05), new(0.1, 0.2), new(0.2, 0.05), Hardest, new(0.1, 0.05, 1.5),
    ];

    /// <summary>Returns the delays of a seed.</summary>
    public Stragglers Of(ulong seed) => new(Probability, TimeSpan.FromSeconds(DelaySeconds), Tail, seed);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Probability:F2}  {1000 * DelaySeconds,3:F0} ms{(Tail is { } shape ? $" tail {shape}" : "")}");
}
