using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The distribution of a circuit's outcomes on a device model, exactly: gate errors through density matrices, then errors of readout.
/// </summary>
public static class NoisyOutcomes
{
    /// <summary>The most qubits of a circuit.</summary>
    public const int MaxQubits = DensityMatrix.MaxQubits;

    // A branch that cannot be told from rounding.
    private const double LeastProbability = 1e-14;

    /// <summary>Returns the probability of each outcome.</summary>
    /// <param name="circuit">Gates of one qubit and <c>cx</c>, bound, and measurements; each bit is measured once.</param>
    /// <param name="placement">The device's qubit of each of the circuit's qubits.</param>
    /// <param name="model">The device.</param>
    /// <returns>Outcomes, bit i being classical bit i, with probabilities that sum to 1.</returns>
    /// <exception cref="BackendException">The circuit is too wide, acts on a pair that is not coupled, or holds something else.</exception>
    public static SortedDictionary<BigInteger, double> Of(Circuit circuit, IReadOnlyList<int> placement, DeviceModel model)
    {
        if (circuit.QubitCount > MaxQubits)
        {
            throw new BackendException($"a circuit of {circuit.QubitCount} qubits is too wide for a device model, which simulates up to "
                + $"{MaxQubits}; cut into smaller fragments");
        }

        Instruction[] steps = [.. circuit.Instructions.Where(i => i is not Barrier)];
        int[] last = [.. Enumerable.Range(0, circuit.QubitCount).Select(q => Array.FindLastIndex(steps, s => s.Qubits.Contains(q)))];
        List<(BigInteger Outcome, DensityMatrix State)> branches = [(BigInteger.Zero, new(circuit.QubitCount))];
        var ends = new List<Measurement>();
        var readFrom = new int[circuit.BitCount];
        foreach ((int index, Instruction step) in steps.Index())
        {
            switch (step)
            {
                case Measurement measurement:
                    readFrom[measurement.Bit] = placement[measurement.Qubit];
                    if (last[measurement.Qubit] == index)
                    {
                        ends.Add(measurement);
                    }
                    else
                    {
                        branches = [.. branches.SelectMany(b => Measured(b, measurement))];
                    }

                    break;
                case GateInstruction { Targets.Count: <= 2 } gate when gate.Targets.Count == 1 || gate.Gate.Name == "cx":
                    branches.ForEach(b => Apply(b.State, gate, placement, model));
                    break;
                default:
                    throw new BackendException($"'{step}' does not run on a device model; it takes gates of one qubit, cx and "
                        + "measurements");
            }
        }

        var exact = new SortedDictionary<BigInteger, double>();
        foreach ((BigInteger outcome, DensityMatrix state) in branches)
        {
            foreach ((int index, double probability) in state.Diagonal.Index())
            {
                BigInteger full = ends.Aggregate(outcome, (sum, m) => sum | ((BigInteger)(index >> m.Qubit & 1) << m.Bit));
                exact[full] = exact.GetValueOrDefault(full) + Math.Max(0, probability);
            }
        }

        return Read(exact, [.. readFrom.Select(q => model.ReadsOne[q])], [.. readFrom.Select(q => model.ReadsZero[q])]);
    }

    private static SortedDictionary<BigInteger, double> Read(SortedDictionary<BigInteger, double> exact, double[] one, double[] zero)
    {
        SortedDictionary<BigInteger, double> read = exact;
        for (int bit = 0; bit < one.Length; bit++)
        {
            var next = new SortedDictionary<BigInteger, double>();
            foreach ((BigInteger outcome, double probability) in read)
            {
                double flip = (outcome >> bit).IsEven ? one[bit] : zero[bit];
                Add(next, outcome, probability * (1 - flip));
                Add(next, outcome ^ (BigInteger.One << bit), probability * flip);
            }

            read = next;
        }

        return read;

        static void Add(SortedDictionary<BigInteger, double> sums, BigInteger outcome, double probability)
        {
            if (probability > 0)
            {
                sums[outcome] = sums.GetValueOrDefault(outcome) + probability;
            }
        }
    }

    private static IEnumerable<(BigInteger Outcome, DensityMatrix State)> Measured(
        (BigInteger Outcome, DensityMatrix State) branch, Measurement measurement) =>
        from value in Enumerable.Range(0, 2)
        let state = branch.State.Project(measurement.Qubit, value)
        where state.Trace > LeastProbability
        select (branch.Outcome | ((BigInteger)value << measurement.Bit), state);

    private static void Apply(DensityMatrix state, GateInstruction gate, IReadOnlyList<int> placement, DeviceModel model)
    {
        int first = gate.Targets[0];
        if (gate.Targets.Count == 2)
        {
            int second = gate.Targets[1];
            double strength = model.PairStrength(placement[first], placement[second]) ?? throw new BackendException(
                $"cx acts on qubits {placement[first]} and {placement[second]}, which device {model.Name} does not couple; route the "
                    + "circuit");
            state.ControlledNot(first, second);
            Mix(strength, first, second);
            return;
        }

        state.Apply(first, [.. gate.Gate.Matrix(gate.Angles.Select(a => a.Constant).ToArray()).Entries]);
        if (gate.Gate.Name != "rz")
        {
            Mix(model.OneQubitGates[placement[first]], first);
        }

        void Mix(double strength, params ReadOnlySpan<int> qubits)
        {
            if (strength > 0)
            {
                state.Depolarise(strength, qubits);
            }
        }
    }
}
