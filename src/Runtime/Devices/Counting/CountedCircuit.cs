using System.Numerics;

namespace CutAwareQnn.Runtime;

/// <summary>The counts of a circuit.</summary>
/// <param name="Counts">Outcome → shots; bit i is classical bit i.</param>
/// <param name="Qubits">For each bit the device's qubit that it was read from.</param>
internal sealed record CountedCircuit(IReadOnlyDictionary<BigInteger, long> Counts, int[] Qubits);
