using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The body of the form of a <see cref="CircuitJob"/>: the distinct circuits, then what is measured on them.</summary>
internal static class CircuitJobForm
{
    // A run without parts: its counts, numbers and an observable of one letter.
    private const int LeastLength = 57;

    public static void Write(FormWriter writer, CircuitJob job)
    {
        var numbers = new Dictionary<Circuit, int>(ReferenceEqualityComparer.Instance);
        foreach (MeasuredCircuit measured in job.Measured)
        {
            numbers.TryAdd(measured.Circuit, numbers.Count);
        }

        writer.Write(numbers.Count);
        foreach (Circuit circuit in numbers.OrderBy(n => n.Value).Select(n => n.Key))
        {
            CircuitForm.Write(writer, circuit);
        }

        writer.Write(job.Measured.Count);
        foreach (MeasuredCircuit measured in job.Measured)
        {
            writer.Write(numbers[measured.Circuit]);
            writer.Write(measured.Shots);
            writer.Write(measured.Seed);
            writer.Write(measured.Query);
            writer.Write(measured.Subexperiment);
            writer.Write(measured.Damping);
            writer.WriteCounted(measured.SignBits);
            writer.Write(measured.Observable.Letters);
            writer.Write(measured.Angles.Length);
            writer.Write(measured.Angles);
        }
    }

    public static CircuitJob Read(ref FormReader reader, int index)
    {
        var circuits = new Circuit[reader.Count(20)];
        for (int c = 0; c < circuits.Length; c++)
        {
            circuits[c] = CircuitForm.Read(ref reader);
        }

        var measured = new MeasuredCircuit[reader.Count(LeastLength)];
        if (measured.Length == 0)
        {
            throw reader.Wrong("it has no circuits");
        }

        for (int m = 0; m < measured.Length; m++)
        {
            measured[m] = One(ref reader, circuits);
        }

        return new(index, measured);
    }

    private static MeasuredCircuit One(ref FormReader reader, Circuit[] circuits)
    {
        Circuit circuit = circuits[reader.Index(circuits.Length, "circuit")];
        long shots = reader.Int64();
        ulong seed = reader.UInt64();
        ulong query = reader.UInt64();
        ulong subexperiment = reader.UInt64();
        double damping = reader.Double();
        int[] signBits = reader.CountedInt32s();
        var observable = PauliString.Parse(reader.Text());
        double[] angles = reader.Doubles(reader.UInt32());
        bool isSound = shots is >= 0 and <= Binomial.MaxTrialCount
            && damping is >= 0 and <= 1
            && observable.QubitCount == circuit.QubitCount
            && angles.Length == circuit.WeightCount
            && Array.TrueForAll(signBits, b => b >= 0 && b < circuit.BitCount);
        return isSound
            ? new(circuit, EquatableArray<int>.Of(signBits), observable, angles, shots, seed, query, subexperiment) { Damping = damping }
            : throw reader.Wrong("shots, signs, letters or angles do not fit a circuit");
    }
}
