using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A device that a model describes, simulated: circuits are placed on its qubits and their outcomes drawn.</summary>
/// <param name="model">The model.</param>
internal sealed class ModelledDevice(DeviceModel model)
{
    /// <summary>The model.</summary>
    public DeviceModel Model => model;

    /// <summary>Draws the outcomes of a circuit.</summary>
    /// <param name="circuit">A bound circuit of gates and measurements.</param>
    /// <param name="shots">Shots, at least 1.</param>
    /// <param name="random">Advanced.</param>
    /// <returns>The counts, and the device's qubit that each bit was read from.</returns>
    public (Dictionary<BigInteger, long> Counts, int[] Qubits) Run(Circuit circuit, long shots, ref CounterRandom random)
    {
        DevicePlacement placed = DevicePlacement.Of(circuit, model);
        SortedDictionary<BigInteger, double> exact = NoisyOutcomes.Of(placed.Circuit, placed.Qubits, model);
        int[] qubits = new int[circuit.BitCount];
        foreach (Measurement measurement in placed.Circuit.Instructions.OfType<Measurement>())
        {
            qubits[measurement.Bit] = placed.Qubits[measurement.Qubit];
        }

        return (Draw(exact, shots, ref random), qubits);
    }

    /// <summary>Draws counts from a distribution.</summary>
    public static Dictionary<BigInteger, long> Draw(SortedDictionary<BigInteger, double> exact, long shots, ref CounterRandom random)
    {
        long[] counts = new long[exact.Count];
        Multinomial.Draw(ref random, shots, exact.Values.ToArray(), counts);
        return exact.Keys.Zip(counts).Where(c => c.Second > 0).ToDictionary(c => c.First, c => c.Second);
    }

    /// <summary>Runs what a job asks of a device.</summary>
    /// <param name="job">The job.</param>
    /// <param name="random">Advanced.</param>
    /// <exception cref="BackendException">The job asks for exact values or drawn terms, or a circuit does not fit the device.</exception>
    public JobResult Execute(Job job, CounterRandom random)
    {
        DeviceWork work = job.DeviceWork ?? throw new BackendException("a device model samples circuits in lean mode; give --shots, and "
            + "derivatives by shifts");
        return new(job.Index, work.Moments((circuit, shots) => Run(circuit.Circuit, shots, ref random).Counts));
    }
}
