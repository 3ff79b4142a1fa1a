namespace CutAwareQnn.Simulation;

/// <summary>What a job asks of an external device: the variants of a fragment at the angles of several queries.</summary>
/// <param name="Measurements">The fragment's measured variants.</param>
/// <param name="Angles">Bound slots in radians, [query][slot].</param>
/// <param name="Shots">For each query the shots of every variant.</param>
public sealed record DeviceWork(FragmentMeasurements Measurements, double[] Angles, IReadOnlyList<FragmentShots> Shots)
{
    /// <summary>The angles of one query.</summary>
    public double[] AnglesOf(int query)
    {
        int slots = Measurements.Fragment.Slots.Count;
        return Angles[(query * slots)..((query + 1) * slots)];
    }
}
