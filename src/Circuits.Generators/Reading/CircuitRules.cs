using System.Globalization;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>The rules on qubits, observables and cuts; texts are read by the library's own parsers, whose messages are reported.</summary>
internal static class CircuitRules
{
    /// <summary>Instructions that a compiler builds and draws without being noticed.</summary>
    private const int InstructionLimit = 10_000;

    /// <summary>What is wrong with the number of qubits.</summary>
    public static IEnumerable<Finding> CheckQubits(int qubits) => qubits is < 1 or > DeclarationReader.MaxQubitCount
        ? [Finding.Of("CUTQ005", Places.Circuit, Invariant(qubits), Invariant(DeclarationReader.MaxQubitCount))]
        : [];

    /// <summary>What is wrong with the observables.</summary>
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
                yield return Finding.Of("CUTQ008", place, text, Invariant(sum.QubitCount), Invariant(qubits), example);
            }
        }
    }

    /// <summary>What is wrong with the partition.</summary>
    public static IEnumerable<Finding> CheckPartition(int qubits, string? partition)
    {
        if (partition is not null && Fault(() => PartitionLabels.Parse(partition, qubits)) is { } wrong)
        {
            yield return Finding.Of("CUTQ009", Places.Partition, wrong);
        }
    }

    /// <summary>The layer, if it fits a circuit of so many qubits.</summary>
    /// <exception cref="CutAwareException">It does not.</exception>
    public static Layer Fitting(Layer layer, int qubits)
    {
        Builder(qubits).Add(layer);
        return layer;
    }

    /// <summary>The circuit of some layers.</summary>
    /// <exception cref="CutAwareException">A layer does not fit, or the circuit is too long for a compiler.</exception>
    public static Circuit Build(int qubits, IEnumerable<Layer> layers) =>
        layers.Aggregate(Builder(qubits), (builder, layer) => builder.Add(layer)).Build();

    /// <summary>The message of the library's exception, or null if the action succeeds.</summary>
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
