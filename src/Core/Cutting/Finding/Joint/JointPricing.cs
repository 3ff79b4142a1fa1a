namespace CutAwareQnn.Cutting;

/// <summary>What the partings of a graph cost together.</summary>
/// <param name="Price">The bound.</param>
/// <param name="Group">Groups the cuts between parts.</param>
/// <param name="WorkPerGrouping">The effort that takes.</param>
internal sealed record JointPricing(JointPrice Price, Func<int[], Grouping> Group, long WorkPerGrouping);
