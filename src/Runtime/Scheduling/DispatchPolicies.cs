using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>The dispatch policies by name.</summary>
public static class DispatchPolicies
{
    private static readonly SortedDictionary<string, (string[] Keys, double[] Defaults, Func<double[], IDispatchPolicy> Create)> Known =
        new(StringComparer.Ordinal)
        {
            ["eager"] = ([], [], _ => new EagerPolicy()),
            ["batched"] = (["size", "delay_s"], [8, 0.01], v => new BatchedPolicy((int)v[0], TimeSpan.FromSeconds(v[1]))),
            ["staggered"] = (["spacing_s"], [0.01], v => new StaggeredPolicy(TimeSpan.FromSeconds(v[0]))),
            ["largest-variance-first"] = ([], [], _ => new LargestVarianceFirstPolicy()),
            ["longest-first"] = ([], [], _ => new LongestFirstPolicy()),
            ["work-stealing"] = ([], [], _ => new WorkStealingPolicy()),
            ["adaptive"] = (["threshold", "smoothing"], [0.25, 0.2], v => new AdaptivePolicy(v[0], v[1])),
        };

    /// <summary>The names, sorted.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>A policy as <see cref="Parse"/> reads it.</summary>
    public static string Text(IDispatchPolicy policy) => policy.Parameters.Count == 0
        ? policy.Name
        : policy.Name + ":" + string.Join(',', policy.Parameters.Select(
            p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}")));

    /// <summary>Reads a policy: its name, then parameters as they are called in logs: <c>batched:size=8,delay_s=0.01</c>.</summary>
    /// <exception cref="BackendException">The name, a parameter or its value is unknown.</exception>
    public static IDispatchPolicy Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        if (!Known.TryGetValue(parts[0], out (string[] Keys, double[] Defaults, Func<double[], IDispatchPolicy> Create) policy))
        {
            throw new BackendException($"policy '{parts[0]}' is unknown; give one of {string.Join(", ", Names)}");
        }

        double[] values = [.. policy.Defaults];
        foreach (string assignment in parts.Length == 2 ? parts[1].Split(',') : [])
        {
            string[] sides = assignment.Split('=', 2);
            int key = Array.IndexOf(policy.Keys, sides[0]);
            if (key < 0)
            {
                throw new BackendException(
                    $"policy {parts[0]} has no parameter '{sides[0]}'; "
                    + (policy.Keys.Length == 0 ? "it takes none" : $"it takes {string.Join(", ", policy.Keys)}"));
            }

            values[key] = Value(parts[0], sides);
        }

        return policy.Create(values);
    }

    private static double Value(string policy, string[] sides)
    {
        string text = sides.Length == 2 ? sides[1] : "";
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        (double least, double most, string rule) = sides[0] switch
        {
            "size" => (1, 1_000_000, "a whole number from 1"),
            "threshold" => (0, 1, "a number in [0, 1]"),
            "smoothing" => (0.001, 1, "a number in [0.001, 1]"),
            _ => (0.0, 86_400, "seconds from 0 to a day"),
        };
        return isNumber && value >= least && value <= most && (sides[0] != "size" || double.IsInteger(value))
            ? value
            : throw new BackendException($"policy {policy} was given {sides[0]}='{text}'; give {rule}");
    }
}
