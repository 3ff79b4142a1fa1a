namespace CutAwareQnn.Circuits;

/// <summary>
/// Entangled pairs <c>cos t |00⟩ + sin t |11⟩</c> of concurrence <c>C = sin 2t</c> between the two halves of the register: pair i is on
/// qubits i and n/2 + i, which are in |0⟩ before. RY(2t) on the first and CX onto the second.
/// </summary>
/// <param name="Concurrences">One concurrence per pair, in (0, 1]; 1 is a Bell pair. At most n/2.</param>
public sealed record SharedPairs(EquatableArray<double> Concurrences) : Layer
{
    /// <summary>Returns the angle t of a pair, in (0, π/4].</summary>
    /// <param name="concurrence">In (0, 1].</param>
    /// <exception cref="CircuitException">The concurrence is outside its range.</exception>
    public static double Angle(double concurrence) => concurrence is > 0 and <= 1
        ? Elementary.Atan2(concurrence, Math.Sqrt((1 - concurrence) * (1 + concurrence))) / 2
        : throw new CircuitException(
            $"a pair has a concurrence of {FormattableString.Invariant($"{concurrence}")}; give a number in (0, 1], 1 for a Bell pair");

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        int half = circuit.QubitCount / 2;
        if (circuit.QubitCount % 2 != 0 || Concurrences.Count > half)
        {
            throw new CircuitException(
                $"{nameof(SharedPairs)} was given {Counted.Of(Concurrences.Count, "pair")} for {Counted.Of(circuit.QubitCount, "qubit")}; "
                + "give at most one pair per qubit of a processor, on two processors of equal size");
        }

        for (int pair = 0; pair < Concurrences.Count; pair++)
        {
            circuit.Add(Gates.RY, 2 * Angle(Concurrences[pair]), pair);
            circuit.Add(Gates.CX, pair, half + pair);
        }
    }
}
