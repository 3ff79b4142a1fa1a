using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>What a job needs of an external device: the variants of a fragment at the angles of several queries.</summary>
/// <param name="Measurements">The fragment's measured variants.</param>
/// <param name="Angles">Bound slots in radians, [query][slot].</param>
/// <param name="Shots">For each query the shots of every variant.</param>
public sealed record DeviceWork(FragmentMeasurements Measurements, double[] Angles, IReadOnlyList<FragmentShots> Shots)
{
    /// <summary>Computes the angles of one query.</summary>
    public double[] AnglesOf(int query)
    {
        int slots = Measurements.Fragment.Slots.Count;
        return Angles[(query * slots)..((query + 1) * slots)];
    }

    /// <summary>Runs every variant that has shots, and returns the moments of all queries.</summary>
    /// <param name="run">Returns the counts of a bound circuit, outcome → shots, bit i being classical bit i.</param>
    /// <returns>[query][moment], each in [-1, 1]; 0 where a variant has no shots.</returns>
    public double[] Moments(Func<DeviceCircuit, long, IReadOnlyDictionary<BigInteger, long>> run)
    {
        double[] moments = new double[Shots.Count * Measurements.MomentCount];
        for (int query = 0; query < Shots.Count; query++)
        {
            double[] angles = AnglesOf(query);
            foreach (MeasuredVariant variant in Measurements.Variants.Where(v => Shots[query].Shots[v.Index] > 0))
            {
                DeviceCircuit circuit = DeviceCircuits.Build(Measurements, variant, angles);
                IReadOnlyDictionary<BigInteger, long> counts = run(circuit, Shots[query].Shots[variant.Index]);
                for (int t = 0; t < variant.MomentCount; t++)
                {
                    moments[(query * Measurements.MomentCount) + variant.FirstMoment + t] = DeviceCircuit.Mean(circuit.Signs[t], counts);
                }
            }
        }

        return moments;
    }
}
