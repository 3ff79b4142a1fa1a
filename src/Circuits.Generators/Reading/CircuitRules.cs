using System.Globalization;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>The rules on qubits, observable and partition; texts are read by the library's own parsers, whose messages are reported.</summary>
internal static class CircuitRules
{
    /// <summary>What is wrong with the texts of a circuit.</summary>
    public static IEnumerable<Finding> Check(string name, int qubits, string? observable, string? partition)
    {
        if (qubits is < 1 or > DeclarationReader.MaxQubitCount)
        {
            yield return Finding.Of("CUTQ005", Places.Circuit, Invariant(qubits), Invariant(DeclarationReader.MaxQubitCount));
            yield break;
        }

        string example = new('Z', qubits);
        PauliSum? sum = null;
        if (observable is null)
        {
            yield return Finding.Of("CUTQ006", Places.Circuit, name, example);
        }
        else if (Fault(() => sum = PauliSum.Parse(observable)) is { } fault)
        {
            yield return Finding.Of("CUTQ007", Places.Observable, fault);
        }
        else if (sum!.QubitCount != qubits)
        {
            yield return Finding.Of("CUTQ008", Places.Observable, observable, Invariant(sum.QubitCount), Invariant(qubits), example);
        }

        if (partition is not null && Fault(() => PartitionLabels.Parse(partition, qubits)) is { } wrong)
        {
            yield return Finding.Of("CUTQ009", Places.Partition, wrong);
        }
    }

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

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
