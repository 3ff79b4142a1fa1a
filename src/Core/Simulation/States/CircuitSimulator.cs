using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Exact runs of whole circuits. Measurements, resets and feed-forward are followed as branches, one for each sequence of outcomes
/// that occurs; a circuit without them is one state from beginning to end.
/// </summary>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(1).Add(Gates.RY, Angle.Feature(0), 0).Build();
/// double mean = CircuitSimulator.Expectation(circuit, features: [Math.PI / 3], weights: [], PauliSum.Parse("Z"));
/// Console.WriteLine($"{mean:F6}");    // 0.500000
/// </code>
/// </example>
public static class CircuitSimulator
{
    /// <summary>Returns the final state of a circuit without measurements, resets and classical control.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <exception cref="CircuitException">The circuit is dynamic or has cut ends, or the counts of values are wrong.</exception>
    public static StateVector FinalState(Circuit circuit, ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        if (circuit.IsDynamic)
        {
            string first = circuit.Instructions.First(i => i is Measurement or Reset or Conditional).ToString();
            throw new CircuitException($"'{first}' leaves no single final state; compute the branches or an expectation value");
        }

        return Branches(circuit, features, weights)[0].State;
    }

    /// <summary>Returns the unnormalised final states, one for each sequence of outcomes of non-zero probability.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <exception cref="CircuitException">Too many branches, a cut end, or wrong counts of values.</exception>
    public static IReadOnlyList<CircuitBranch> Branches(
        Circuit circuit, ReadOnlySpan<double> features, ReadOnlySpan<double> weights) =>
        Branches(BoundCircuit.Bind(circuit, features, weights));

    /// <summary>Returns the unnormalised final states of a bound circuit.</summary>
    /// <exception cref="CircuitException">Too many branches, or a cut end.</exception>
    public static IReadOnlyList<CircuitBranch> Branches(BoundCircuit bound) => Branches(bound, keepBits: true);

    /// <summary>Computes the mean of an observable over all outcomes.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <param name="observable">Measured at the end.</param>
    /// <exception cref="CircuitException">Too many branches, a cut end, or wrong counts of values or letters.</exception>
    public static double Expectation(
        Circuit circuit, ReadOnlySpan<double> features, ReadOnlySpan<double> weights, PauliSum observable)
    {
        double sum = 0;
        foreach (CircuitBranch branch in Branches(BoundCircuit.Bind(circuit, features, weights), keepBits: false))
        {
            sum += branch.State.Expectation(observable);
        }

        return sum;
    }

    /// <summary>Computes the mean of a Pauli string times a sign, (-1) to the parity of some classical bits.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <param name="observable">Measured at the end.</param>
    /// <param name="signBits">Classical bits whose final value 1 flips the sign.</param>
    /// <returns>A mean in [-1, 1].</returns>
    /// <exception cref="CircuitException">
    /// Too many branches, a cut end, a bit outside the circuit, or wrong counts of values or letters.
    /// </exception>
    public static double Expectation(
        Circuit circuit, ReadOnlySpan<double> features, ReadOnlySpan<double> weights, PauliString observable,
        IReadOnlyList<int> signBits) =>
        Expectation(BoundCircuit.Bind(circuit, features, weights), observable, signBits);

    /// <summary>Computes the mean of a Pauli string times a sign, for a bound circuit.</summary>
    /// <exception cref="CircuitException">Too many branches, a cut end, a bit outside the circuit, or a wrong count of letters.</exception>
    public static double Expectation(BoundCircuit bound, PauliString observable, IReadOnlyList<int> signBits)
    {
        foreach (int bit in signBits)
        {
            if (bit < 0 || bit >= bound.Circuit.BitCount)
            {
                throw new CircuitException(
                    $"sign bit {bit} is outside the circuit's {Counted.Of(bound.Circuit.BitCount, "classical bit")}; use bits it measures "
                    + "into");
            }
        }

        double sum = 0;
        foreach (CircuitBranch branch in Branches(bound, keepBits: signBits.Count > 0))
        {
            double value = branch.State.Expectation(observable);
            sum += signBits.Count(bit => branch.Bits[bit]) % 2 == 0 ? value : -value;
        }

        return sum;
    }

    private static IReadOnlyList<CircuitBranch> Branches(BoundCircuit bound, bool keepBits)
    {
        KetEvolution run = KetEvolution.Forward(bound, KetLayout.Uncut, new(bound.Circuit.QubitCount), record: false, keepBits);
        return [.. run.Branches.Select(branch => new CircuitBranch(branch.Kets[0]!, branch.Bits))];
    }
}
