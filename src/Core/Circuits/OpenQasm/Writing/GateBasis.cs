namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The gates that a written program may use without defining them, with the names that its readers know.</summary>
internal sealed class GateBasis
{
    // The oldest name is read everywhere: qelib1.inc of arXiv:1707.03429 has u1, u3 and cu1.
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["u"] = "u3",
        ["p"] = "u1",
        ["cp"] = "cu1",
    };

    private readonly Dictionary<string, string> _names;

    private readonly bool _hasModifiers;

    private GateBasis(string gates, Func<string, string> nameOf, bool hasModifiers = false)
    {
        _hasModifiers = hasModifiers;
        _names = gates.Split(' ').ToDictionary(g => g, nameOf, StringComparer.Ordinal);
    }

    /// <summary><c>qelib1.inc</c> as Qiskit and PennyLane have it.</summary>
    public static GateBasis Version2 { get; } = new(
        "u p cp u2 id x y z h s sdg t tdg sx sxdg rx ry rz cx cy cz ch crx cry crz cu3 cu csx swap ccx c3x c4x cswap rxx rzz", Old);

    /// <summary><c>stdgates.inc</c>.</summary>
    public static GateBasis Version3 { get; } = new(
        "u u2 id p x y z h s sdg t tdg sx rx ry rz cx cy cz cp ch crx cry crz cu swap ccx cswap",
        g => g == "u" ? "U" : g,
        hasModifiers: true);

    /// <summary>What all readers that were tried read rightly.</summary>
    public static GateBasis Portable { get; } = new("h rx ry rz p cx", Old);

    /// <summary>The names that are taken.</summary>
    public IEnumerable<string> Names => _names.Values;

    /// <summary>Returns the name of a gate; null where the basis has no such gate.</summary>
    public string? NameOf(Gate gate) => _names.TryGetValue(gate.Name, out string? name) ? name
        : _hasModifiers && Controls.IsMany(gate) ? $"ctrl({gate.QubitCount - 1}) @ {(gate.IsDiagonal ? "p" : "x")}"
        : null;

    /// <summary>Returns a gate in terms of gates of the basis, up to a global phase.</summary>
    /// <exception cref="CircuitException">No chain of rewrites ends in the basis.</exception>
    public IEnumerable<GateInstruction> Reduce(GateInstruction gate) => NameOf(gate.Gate) is not null
        ? [gate]
        : (GateRewrite.Of(gate) ?? throw new CircuitException(
            $"gate {gate.Gate.Name} cannot be written in this dialect of OpenQASM; write it with other gates")).SelectMany(Reduce);

    private static string Old(string gate) => OldNames.TryGetValue(gate, out string? old) ? old : gate;
}
