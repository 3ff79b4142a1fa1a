using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>The dispatch policies by name.</summary>
public static class DispatchPolicies
{
    private static readonly SortedDictionary<string, (NamedNumber[] Numbers, Func<double[], IDispatchPolicy> Create)> Known =
        new(StringComparer.Ordinal)
        {
            ["eager"] = ([], _ => new EagerPolicy()),
            ["batched"] = (
                [new("size", 8, 1, 1_000_000, "a whole number from 1", IsWhole: true), NamedNumber.Seconds("delay_s", 0.01)],
                v => new BatchedPolicy((int)v[0], TimeSpan.FromSeconds(v[1]))),
            ["staggered"] = ([NamedNumber.Seconds("spacing_s", 0.01)], v => new StaggeredPolicy(TimeSpan.FromSeconds(v[0]))),
            ["largest-variance-first"] = ([], _ => new LargestVarianceFirstPolicy()),
            ["longest-first"] = ([], _ => new LongestFirstPolicy()),
            ["work-stealing"] = ([], _ => new WorkStealingPolicy()),
            ["adaptive"] = (
                [new("threshold", 0.25, 0, 1, "a number in [0, 1]"), new("smoothing", 0.2, 0.001, 1, "a number in [0.001, 1]")],
                v => new AdaptivePolicy(v[0], v[1])),
        };

    /// <summary>The names, sorted.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Returns a policy as <see cref="Parse"/> reads it.</summary>
    public static string Text(IDispatchPolicy policy) => policy.Parameters.Count == 0
        ? policy.Name
        : policy.Name + ":" + string.Join(',', policy.Parameters.Select(
            p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}")));

    /// <summary>Reads a policy: its name, then parameters as they are called in logs: <c>batched:size=8,delay_s=0.01</c>.</summary>
    /// <exception cref="BackendException">The name, a parameter or its value is unknown.</exception>
    public static IDispatchPolicy Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        return Known.TryGetValue(parts[0], out (NamedNumber[] Numbers, Func<double[], IDispatchPolicy> Create) policy)
            ? policy.Create(NamedNumber.Read($"policy {parts[0]}", parts.Length == 2 ? parts[1] : null, policy.Numbers))
            : throw new BackendException($"policy '{parts[0]}' is unknown; give one of {string.Join(", ", Names)}");
    }
}
