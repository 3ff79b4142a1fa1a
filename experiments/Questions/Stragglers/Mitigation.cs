using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What is done about stragglers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Settings">Its settings, for runs that take a given time undisturbed.</param>
internal sealed record Mitigation(string Name, Func<TimeSpan, ExecutionSettings> Settings)
{
    public const double DeadlineFactor = 1.5;

    public static Mitigation None { get; } = new("none", _ => ExecutionSettings.Default);

    public static Mitigation Copies { get; } = new("copies", _ => new() { Speculation = Speculation.Default });

    /// <summary>Every batch twice, and the first to arrive.</summary>
    public static Mitigation Twice { get; } = new("shares 1/2", _ => new() { Shares = new(1, 2) });

    public static Mitigation OneSpare { get; } = new("shares 4/5", _ => new() { Shares = new(4, 5) });

    /// <summary>After one and a half of the undisturbed time.</summary>
    public static Mitigation Deadline { get; } = new("deadline", time => new() { Deadline = DeadlineFactor * time });

    public static IReadOnlyList<Mitigation> All { get; } = [None, Copies, Twice, OneSpare, Deadline];
}
