using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A device as its calibration describes it: what each qubit and each coupled pair does wrong.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="ReadsOne">For each qubit the probability of 1 where it is 0, in [0, 1].</param>
/// <param name="ReadsZero">For each qubit the probability of 0 where it is 1, in [0, 1].</param>
/// <param name="OneQubitGates">
/// For each qubit the strength of the depolarising channel after a gate on it, in [0, 1]; rotations about z have none.
/// </param>
/// <param name="Pairs">The coupled pairs, lower qubit first, each with the strength of the depolarising channel after a gate on it.</param>
/// <remarks>
/// With strength λ a gate leaves its own qubits maximally mixed. Decay while a qubit waits and crosstalk are not modelled.
/// </remarks>
/// <example>
/// <code>
/// DeviceModel device = DeviceModel.Uniform(qubits: 4, readout: 0.02, oneQubitGates: 0.001, twoQubitGates: 0.01);
/// Console.WriteLine(string.Join(",", device.Neighbours(1)));    // 0,2,3
/// </code>
/// </example>
public sealed record DeviceModel(
    string Name,
    IReadOnlyList<double> ReadsOne,
    IReadOnlyList<double> ReadsZero,
    IReadOnlyList<double> OneQubitGates,
    IReadOnlyDictionary<(int First, int Second), double> Pairs)
{
    /// <summary>Number of qubits.</summary>
    public int QubitCount => ReadsOne.Count;

    /// <summary>Returns the strength of the depolarising channel after a gate on two qubits; null where they are not coupled.</summary>
    public double? PairStrength(int first, int second) =>
        Pairs.TryGetValue((Math.Min(first, second), Math.Max(first, second)), out double strength) ? strength : null;

    /// <summary>The qubits that are coupled to one.</summary>
    public IEnumerable<int> Neighbours(int qubit) =>
        Pairs.Keys.Where(p => p.First == qubit || p.Second == qubit).Select(p => p.First == qubit ? p.Second : p.First).Order();

    /// <summary>Returns a device whose qubits and pairs are all alike, and all coupled.</summary>
    /// <param name="qubits">Number of qubits.</param>
    /// <param name="readout">Probability that a bit is read wrongly.</param>
    /// <param name="oneQubitGates">Strength after a gate of one qubit.</param>
    /// <param name="twoQubitGates">Strength after a gate of two.</param>
    public static DeviceModel Uniform(int qubits, double readout, double oneQubitGates, double twoQubitGates) => new(
        "uniform",
        [.. Enumerable.Repeat(readout, qubits)],
        [.. Enumerable.Repeat(readout, qubits)],
        [.. Enumerable.Repeat(oneQubitGates, qubits)],
        (from a in Enumerable.Range(0, qubits) from b in Enumerable.Range(a + 1, qubits - a - 1) select (a, b))
            .ToDictionary(p => (p.a, p.b), _ => twoQubitGates));

    /// <summary>The strength of a depolarising channel from a gate's average infidelity: r d/(d − 1) for dimension d.</summary>
    /// <param name="infidelity">1 minus the average gate fidelity, in [0, 1].</param>
    /// <param name="qubits">Qubits of the gate.</param>
    public static double Strength(double infidelity, int qubits)
    {
        double dimension = 1 << qubits;
        return Math.Min(1, infidelity * dimension / (dimension - 1));
    }

    /// <summary>Checks a model.</summary>
    /// <exception cref="BackendException">A number is no probability, lists differ in length, or a pair names no qubit.</exception>
    public DeviceModel Checked()
    {
        if (QubitCount == 0 || ReadsZero.Count != QubitCount || OneQubitGates.Count != QubitCount)
        {
            throw new BackendException($"device {Name} has {QubitCount}, {ReadsZero.Count} and {OneQubitGates.Count} entries per qubit; "
                + "give one readout and one gate error per qubit");
        }

        foreach (double number in ReadsOne.Concat(ReadsZero).Concat(OneQubitGates).Concat(Pairs.Values))
        {
            if (!(number is >= 0 and <= 1))
            {
                throw new BackendException($"device {Name} has an error rate of {number:G6}; give numbers in [0, 1]");
            }
        }

        foreach ((int first, int second) in Pairs.Keys)
        {
            if (first < 0 || first >= second || second >= QubitCount)
            {
                throw new BackendException($"device {Name} couples {first} and {second} but has qubits 0 to {QubitCount - 1}; give "
                    + "pairs of its qubits");
            }
        }

        return this;
    }
}
