using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary>The study's circuit at any width: a feature per qubit, one layer of RealAmplitudes; a border cuts its CX chain once.</summary>
internal static class WideCircuit
{
    /// <summary>Returns the circuit: as many features as qubits, twice as many weights.</summary>
    public static Circuit Of(int qubits) => new CircuitBuilder(qubits).Add(new ZFeatureMap()).Add(new RealAmplitudes(Reps: 1)).Build();

    /// <summary>Returns what is read from it.</summary>
    public static PauliSum Observable(int qubits, WideObservable kind) => kind == WideObservable.Parity
        ? PauliSum.Of(PauliString.Parse(new string('Z', qubits)))
        : new(Enumerable.Range(0, qubits).Select(q => new PauliTerm(
            1.0 / qubits, PauliString.Parse(new string('I', qubits - 1 - q) + 'Z' + new string('I', q)))));

    /// <summary>Returns neighbouring blocks: two letters in turn, as fragments are connected pieces whatever their letter.</summary>
    public static PartitionLabels Partition(int qubits, int maxQubits) => PartitionLabels.Parse(
        string.Concat(Enumerable.Range(0, qubits).Select(q => q / maxQubits % 2 == 0 ? 'A' : 'B')), qubits);
}
