using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A partition of the qubits by letters: gates between different letters are cut.</summary>
/// <param name="Letters">Character <c>i</c> is the label of qubit <c>i</c>.</param>
/// <example>
/// <code>
/// PartitionLabels labels = PartitionLabels.Parse("AABB", qubitCount: 4);
/// Console.WriteLine(labels.Letters[3]);    // B
/// </code>
/// </example>
public sealed record PartitionLabels(string Letters)
{
    /// <summary>Creates the labels that cut nothing.</summary>
    public static PartitionLabels None(int qubitCount) => new(new string('A', qubitCount));

    /// <summary>Reads labels for a circuit; <c>none</c> cuts nothing.</summary>
    /// <exception cref="CutException">The number of letters is not the number of qubits, or a character is not a letter.</exception>
    public static PartitionLabels Parse(string text, int qubitCount)
    {
        if (string.Equals(text, "none", StringComparison.OrdinalIgnoreCase))
        {
            return None(qubitCount);
        }

        int wrong = text.TakeWhile(char.IsLetterOrDigit).Count();
        if (wrong < text.Length)
        {
            throw new CutException(
                $"partition label \"{text}\" has '{text[wrong]}' at position {wrong + 1}; use letters or digits, e.g. "
                + $"\"{Example(qubitCount)}\"");
        }

        var labels = new PartitionLabels(text);
        labels.Check(qubitCount);
        return labels;
    }

    /// <summary>Requires one letter per qubit.</summary>
    /// <exception cref="CutException">The number of letters is another.</exception>
    internal void Check(int qubitCount)
    {
        if (Letters.Length != qubitCount)
        {
            throw new CutException(
                $"partition label \"{Letters}\" has {Counted.Of(Letters.Length, "letter")} but the circuit has "
                + $"{Counted.Of(qubitCount, "qubit")}; give one letter per qubit, e.g. \"{Example(qubitCount)}\"");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Letters;

    private static string Example(int qubitCount) => qubitCount <= 16
        ? new string('A', (qubitCount + 1) / 2) + new string('B', qubitCount / 2)
        : "AAAA…BBBB";
}
