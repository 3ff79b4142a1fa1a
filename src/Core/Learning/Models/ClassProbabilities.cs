using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// The probabilities of classes as observables: measured bits, as a number modulo the count of classes, are the index of the class.
/// </summary>
/// <remarks>
/// A projector is a sum of Z strings, <c>|x⟩⟨x| = Π_q (1 + (-1)^x_q Z_q)/2</c>, so it is cut and estimated as any observable.
/// </remarks>
public static class ClassProbabilities
{
    /// <summary>The largest number of qubits, whose 2^k strings each observable sums.</summary>
    public const int MostQubits = 10;

    /// <summary>Returns one observable per class; their values are in [0, 1] and sum to 1.</summary>
    /// <param name="qubitCount">Qubits of the circuit.</param>
    /// <param name="qubits">The measured qubits, distinct, 1 to 10; the first gives the lowest bit.</param>
    /// <param name="classCount">Number of classes, from 2 to 2^k for k qubits.</param>
    /// <exception cref="CircuitException">
    /// A qubit does not exist or occurs twice, or there are too few outcomes for the classes.
    /// </exception>
    public static PauliSum[] Observables(int qubitCount, IReadOnlyList<int> qubits, int classCount)
    {
        if (qubits.Count is < 1 or > MostQubits || qubits.Distinct().Count() < qubits.Count
            || qubits.Any(q => q < 0 || q >= qubitCount))
        {
            throw new CircuitException(
                $"qubits {string.Join(",", qubits)} cannot be read for classes; give 1 to {MostQubits} distinct ones of 0 to "
                + $"{qubitCount - 1}");
        }

        int outcomeCount = 1 << qubits.Count;
        if (classCount < 2 || classCount > outcomeCount)
        {
            throw new CircuitException(
                $"{Counted.Of(qubits.Count, "qubit")} {(qubits.Count == 1 ? "has" : "have")} {outcomeCount} outcomes but there are "
                + $"{Counted.Of(classCount, "class")}; give 2 classes or more, and a qubit for each doubling");
        }

        return [.. Enumerable.Range(0, classCount).Select(c => Observable(qubitCount, qubits, outcomeCount, classCount, c))];
    }

    private static PauliSum Observable(int qubitCount, IReadOnlyList<int> qubits, int outcomeCount, int classCount, int own)
    {
        int[] outcomes = [.. Enumerable.Range(0, outcomeCount).Where(x => x % classCount == own)];
        return new(
            from mask in Enumerable.Range(0, outcomeCount)
            let sum = outcomes.Sum(x => (BitOperations.PopCount((uint)(x & mask)) & 1) == 0 ? 1 : -1)
            where sum != 0
            select new PauliTerm((double)sum / outcomeCount, PauliString.Of(Letters(qubitCount, qubits, mask))));
    }

    private static Pauli[] Letters(int qubitCount, IReadOnlyList<int> qubits, int mask)
    {
        var letters = new Pauli[qubitCount];
        for (int i = 0; i < qubits.Count; i++)
        {
            letters[qubits[i]] = ((mask >> i) & 1) == 1 ? Pauli.Z : Pauli.I;
        }

        return letters;
    }
}
