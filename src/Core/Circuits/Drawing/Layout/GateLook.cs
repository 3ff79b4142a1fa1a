using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>How a gate of several qubits is drawn when it is more than a box: controls first, then targets.</summary>
/// <param name="ControlCount">The first qubits, drawn as dots.</param>
/// <param name="Target">What the others are.</param>
/// <param name="Text">The name in the target's box; the angles follow it.</param>
/// <param name="OpenControls">Bit <c>i</c> is set where control <c>i</c> acts on 0.</param>
internal sealed record GateLook(int ControlCount, NodeKind Target, string Text = "", long OpenControls = 0)
{
    private static readonly Dictionary<string, GateLook> ByName = new(StringComparer.Ordinal)
    {
        ["cx"] = new(1, NodeKind.Plus),
        ["ccx"] = new(2, NodeKind.Plus),
        ["c3x"] = new(3, NodeKind.Plus),
        ["c4x"] = new(4, NodeKind.Plus),
        ["cz"] = new(1, NodeKind.Control),
        ["ccz"] = new(2, NodeKind.Control),
        ["cp"] = new(1, NodeKind.Control),
        ["cy"] = new(1, NodeKind.Box, "Y"),
        ["ch"] = new(1, NodeKind.Box, "H"),
        ["cs"] = new(1, NodeKind.Box, "S"),
        ["csdg"] = new(1, NodeKind.Box, "S†"),
        ["csx"] = new(1, NodeKind.Box, "√X"),
        ["crx"] = new(1, NodeKind.Box, "RX"),
        ["cry"] = new(1, NodeKind.Box, "RY"),
        ["crz"] = new(1, NodeKind.Box, "RZ"),
        ["cu"] = new(1, NodeKind.Box, "U"),
        ["cu3"] = new(1, NodeKind.Box, "U"),
        ["swap"] = new(0, NodeKind.Cross),
        ["cswap"] = new(1, NodeKind.Cross),
    };

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["id"] = "I",
        ["sx"] = "√X",
        ["sxdg"] = "√X†",
        ["xx_plus_yy"] = "XX+YY",
        ["xx_minus_yy"] = "XX-YY",
    };

    /// <summary>Finds the look of a gate; null where a box is all there is to draw.</summary>
    /// <remarks>
    /// A name <c>cx_o0</c> declares open controls, as in Qiskit: bit i of the number is the value on which control i acts.
    /// </remarks>
    public static GateLook? Find(string name, int qubitCount)
    {
        int at = name.LastIndexOf("_o", StringComparison.Ordinal);
        string suffix = at > 0 ? name.Substring(at + 2) : "";
        bool isOpen = long.TryParse(suffix, NumberStyles.None, CultureInfo.InvariantCulture, out long values);
        GateLook? look = Named(isOpen ? name.Remove(at) : name, qubitCount);
        return look is not null && look.Fits(qubitCount)
            ? look with { OpenControls = isOpen ? ~values & ((1L << look.ControlCount) - 1) : 0 }
            : null;
    }

    private static GateLook? Named(string name, int qubitCount) => name switch
    {
        "mcx" => new(qubitCount - 1, NodeKind.Plus),
        "mcphase" => new(qubitCount - 1, NodeKind.Control),
        _ => ByName.TryGetValue(name, out GateLook? look) ? look : null,
    };

    /// <summary>Returns a gate's name in a box.</summary>
    public static string NameOf(string name) =>
        Names.TryGetValue(name, out string? known) ? known
        : name.Length > 2 && name.EndsWith("dg", StringComparison.Ordinal)
            ? name.Remove(name.Length - 2).ToUpperInvariant() + "†"
            : name.ToUpperInvariant();

    private bool Fits(int qubitCount) => qubitCount - ControlCount == (Target == NodeKind.Cross ? 2 : 1);
}
