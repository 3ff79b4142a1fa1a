namespace CutAwareQnn.Circuits;

/// <summary>Reads the arguments of attributes. They are source code, so a list may be null and a number of any size.</summary>
internal static class Given
{
    // A circuit is lowered while its project compiles.
    private const int MostReps = 1000;

    /// <summary>Returns a number of repetitions that a compiler can wait for; its lower bound is the layer's.</summary>
    public static int Reps(string layer, int reps) => reps <= MostReps
        ? reps
        : throw new CircuitException($"{layer} was given {Counted.Of(reps, "repetition")}; give at most {MostReps}");

    /// <summary>Returns a list that is there.</summary>
    public static T[] List<T>(string layer, string what, T[]? items) => items
        ?? throw new CircuitException($"{layer} was given null for its {what}; list them");

    /// <summary>Returns a text that is there.</summary>
    public static string Text(string layer, string what, string? text) => text
        ?? throw new CircuitException($"{layer} was given null for its {what}; write it as text");

    /// <summary>Returns a gate of the table by its name.</summary>
    public static Gate Gate(string layer, string? name) => Gates.Find(name ?? "")
        ?? throw new CircuitException(
            $"{layer} was given the gate \"{name}\", which is not in the gate table; use an OpenQASM name such as \"ry\" or \"cx\"");

    /// <summary>Returns gates of the table by their names.</summary>
    public static Gate[] GateList(string layer, string[]? names) => [.. List(layer, "gates", names).Select(name => Gate(layer, name))];

    /// <summary>Returns listed pairs where there are any, else the pattern.</summary>
    public static EntanglerMap Entanglers(string layer, Entanglement pattern, int[]? pairs) =>
        pairs is null ? pattern : EntanglerMap.FromPairs(Pairs(layer, pairs));

    /// <summary>Returns qubits written side by side, two per pair.</summary>
    public static (int First, int Second)[] Pairs(string layer, int[]? qubits)
    {
        int[] list = List(layer, "pairs", qubits);
        return list.Length % 2 == 0
            ? [.. Enumerable.Range(0, list.Length / 2).Select(i => (list[2 * i], list[(2 * i) + 1]))]
            : throw new CircuitException(
                $"{layer} was given {Counted.Of(list.Length, "qubit")} as pairs; give two per pair, e.g. 0, 1, 1, 2");
    }
}
