using System.Globalization;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>The rules on qubits, observables and cuts; texts are read by the library's own parsers, whose messages are reported.</summary>
internal static class CircuitRules
{
    /// <summary>Instructions that a compiler builds and draws without being noticed.</summary>
    private const int InstructionLimit = 10_000;

    /// <summary>Returns what is wrong with the number of qubits.</summary>
    public static IEnumerable<Finding> CheckQubits(int qubits) => qubits is < 1 or > DeclarationReader.MaxQubitCount
        ? [Finding.Of("CUTQ005", Places.Circuit, Invariant(qubits), Invariant(DeclarationReader.MaxQubitCount))]
        : [];

    /// <summary>Returns what is wrong with the observables.</summary>
    /// <param name="name">The class.</param>
    /// <param name="qubits">A sensible number.</param>
    /// <param name="observables">Texts, with the keys of their places.</param>
    public static IEnumerable<Finding> CheckObservables(string name, int qubits, IReadOnlyList<(string Text, string Place)> observables)
    {
        string example = new('Z', qubits);
        if (observables.Count == 0)
        {
            yield return Finding.Of("CUTQ006", Places.Circuit, name, example);
        }

        foreach ((string text, string place) in observables)
        {
            PauliSum? sum = null;
            if (Fault(() => sum = PauliSum.Parse(text, qubits)) is { } fault)
            {
                yield return Finding.Of("CUTQ007", place, fault);
            }
            else if (sum!.QubitCount != qubits)
            {
                yield return Finding.Of("CUTQ008", place, text, Counted.Of(sum.QubitCount, "letter"), Counted.Of(qubits, "qubit"), example);
            }
            else if (sum.Terms.All(t => !t.String.Support.Any()))
            {
                yield return Finding.Of(
                    "CUTQ014",
                    place,
                    $"observable '{text}' has the same value in every state; give a term with X, Y or Z and a weight other than 0");
            }
        }
    }

    /// <summary>Returns what is wrong with the partition.</summary>
    public static IEnumerable<Finding> CheckPartition(int qubits, string? partition)
    {
        if (partition is not null && Fault(() => PartitionLabels.Parse(partition, qubits)) is { } wrong)
        {
            yield return Finding.Of("CUTQ009", Places.Partition, wrong);
        }
    }

    /// <summary>
    /// Returns what a valid declaration contains without effect: inputs that no gate reads, and cuts that separate nothing.
    /// </summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="circuit">Its circuit.</param>
    /// <param name="plan">Its plan; null where no cuts are declared.</param>
    public static IEnumerable<Finding> CheckUse(Declaration declaration, Circuit circuit, CutPlan? plan)
    {
        HashSet<Symbol> used = [.. circuit.Instructions.OfType<GateInstruction>().SelectMany(g => g.Angles).SelectMany(a => a.Symbols)];
        foreach ((string id, string letter, string noun, SymbolKind kind, int count) in new[]
        {
            ("CUTQ108", "w", "weight", SymbolKind.Weight, circuit.WeightCount),
            ("CUTQ109", "x", "feature", SymbolKind.Feature, circuit.FeatureCount),
        })
        {
            int[] unused = [.. Enumerable.Range(0, count).Where(i => !used.Contains(new(kind, i)))];
            if (unused.Length > 0)
            {
                yield return Finding.Of(id, Places.Circuit, declaration.Name, Counted.Of(count, noun), Listed(unused, letter));
            }
        }

        // A search may find that nothing has to be cut.
        if (plan is null || declaration.MaxQubits is not null)
        {
            yield break;
        }

        if (plan.Fragments.Count == 1)
        {
            yield return declaration.Partition is null
                ? Finding.Of(
                    "CUTQ202",
                    Places.Cuts,
                    $"the cuts of '{declaration.Name}' leave one fragment; cut every gate or wire between its parts")
                : Finding.Of(
                    "CUTQ202", Places.Partition,
                    $"partition '{declaration.Partition}' leaves one fragment; give qubits that are to be separated different "
                    + "letters, or omit it");
        }

        foreach (WireCut cut in declaration.Cuts.OfType<WireCut>())
        {
            int[] own = [.. Enumerable.Range(0, circuit.Instructions.Count).Where(i => circuit.Instructions[i].Qubits.Contains(cut.Qubit))];
            if (own.Length == 0 || cut.AfterInstruction < own[0] || cut.AfterInstruction >= own[own.Length - 1])
            {
                yield return Finding.Of(
                    "CUTQ203", Places.Cuts,
                    $"the wire of qubit {cut.Qubit} is cut after instruction {cut.AfterInstruction}, but its gates are "
                    + (own.Length == 0 ? "none" : $"instructions {own[0]} to {own[own.Length - 1]}")
                    + "; a cut before the first or after the last costs shots and separates nothing");
            }
        }
    }

    private static string Listed(int[] indices, string letter)
    {
        const int Most = 8;
        return string.Join(", ", indices.Take(Most).Select(i => $"{letter}[{Invariant(i)}]")) + (indices.Length > Most ? ", …" : "");
    }

    /// <summary>Returns the layer, if it fits a circuit of so many qubits.</summary>
    /// <exception cref="CutAwareException">It does not.</exception>
    public static Layer Fitting(Layer layer, int qubits)
    {
        Builder(qubits).Add(layer);
        return layer;
    }

    /// <summary>Returns the circuit of some layers.</summary>
    /// <exception cref="CutAwareException">A layer does not fit, or the circuit is too long for a compiler.</exception>
    public static Circuit Build(int qubits, IEnumerable<Layer> layers) =>
        layers.Aggregate(Builder(qubits), (builder, layer) => builder.Add(layer)).Build();

    /// <summary>Returns the message of the library's exception, or null if the action succeeds.</summary>
    internal static string? Fault(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (CutAwareException exception)
        {
            return exception.Message;
        }
    }

    private static CircuitBuilder Builder(int qubits) => new(qubits) { InstructionLimit = InstructionLimit };

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
