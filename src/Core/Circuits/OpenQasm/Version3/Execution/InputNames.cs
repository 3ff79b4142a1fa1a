namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The inputs declared so far: which are features and which weights.</summary>
internal sealed class InputNames
{
    private readonly HashSet<string>? _chosen;
    private readonly IReadOnlyDictionary<string, double> _known;
    private readonly List<string> _features = [];
    private readonly List<string> _weights = [];
    private readonly List<string> _angles = [];
    private readonly List<string> _used = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <param name="chosen">The names of the features, or null to go by the names themselves.</param>
    /// <param name="known">The values of inputs that decide what the circuit is, as integers do; null for none.</param>
    public InputNames(IReadOnlyCollection<string>? chosen, IReadOnlyDictionary<string, double>? known = null)
    {
        _chosen = chosen is null ? null : new(chosen, StringComparer.Ordinal);
        _known = known ?? new Dictionary<string, double>();
    }

    /// <summary>The features by index.</summary>
    public EquatableArray<string> Features => _features.ToEquatableArray();

    /// <summary>The weights by index.</summary>
    public EquatableArray<string> Weights => _weights.ToEquatableArray();

    /// <summary>The inputs of the type angle, whose values count modulo 2π.</summary>
    public EquatableArray<string> Angles => _angles.ToEquatableArray();

    /// <summary>The inputs whose known values were read.</summary>
    public EquatableArray<string> Used => _used.ToEquatableArray();

    /// <summary>How many there are.</summary>
    public int Count => _features.Count + _weights.Count;

    /// <summary>The chosen names that are no inputs.</summary>
    public IEnumerable<string> Missing => _chosen is null ? [] : _chosen.Where(n => !_found.Contains(n));

    /// <summary>Returns the value of an input that is known while the program is read, or null.</summary>
    public double? Known(string name)
    {
        if (!_known.TryGetValue(name, out double value))
        {
            return null;
        }

        _used.Add(name);
        return value;
    }

    /// <summary>Adds an input, or an element of an array of inputs.</summary>
    /// <param name="name">Its name, with its index in brackets.</param>
    /// <param name="array">The name of the array, or of the input itself.</param>
    /// <param name="isAngle">Whether it has the type angle.</param>
    /// <returns>The angle that represents it.</returns>
    public Angle Add(string name, string array, bool isAngle)
    {
        _found.Add(name);
        _found.Add(array);
        bool isFeature = _chosen is null ? IsFeature(name) : _chosen.Contains(name) || _chosen.Contains(array);
        List<string> names = isFeature ? _features : _weights;
        names.Add(name);
        if (isAngle)
        {
            _angles.Add(name);
        }

        return isFeature ? Angle.Feature(names.Count - 1) : Angle.Weight(names.Count - 1);
    }

    private static bool IsFeature(string name)
    {
        string bare = name.TrimStart('_');
        return bare == "x" || bare.StartsWith("x_", StringComparison.Ordinal) || bare.StartsWith("x[", StringComparison.Ordinal);
    }
}
