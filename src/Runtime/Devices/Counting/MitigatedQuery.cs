using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Queries on a device that is calibrated once, and whose errors of readout are inverted bit by bit.</summary>
public sealed class MitigatedQuery
{
    private readonly ICountingBackend _backend;
    private readonly ulong _seed;

    /// <summary>Calibrates a backend.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="qubits">Qubits of the widest circuit that will follow.</param>
    /// <param name="shots">Shots of each of the two calibration circuits.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="BackendException">The backend returns no counts, or a qubit is read wrongly as often as rightly.</exception>
    public MitigatedQuery(IBackend backend, int qubits, long shots, ulong seed)
    {
        _backend = backend as ICountingBackend
            ?? throw new BackendException($"backend {backend.Name} has no errors of readout; give qpu or an external program");
        _seed = seed;
        Flips = _backend.Calibrate(qubits, shots, seed);
    }

    /// <summary>What the calibration found.</summary>
    public ReadoutFlips Flips { get; }

    /// <summary>Shots of the calibration.</summary>
    public long CalibrationShots => Flips.ZeroShots + Flips.OneShots;

    /// <summary>Estimates a query.</summary>
    /// <param name="plans">The plan at each scale of noise; one where noise is not strengthened.</param>
    /// <param name="budgets">The shots at each scale: per circuit, or in total.</param>
    /// <param name="query">The features and weights.</param>
    /// <param name="zeroNoise">How values are continued to no noise; null where it is not strengthened.</param>
    /// <exception cref="CutAwareException">The query cannot be run so.</exception>
    public (Estimate Estimate, ZeroNoiseEstimate? ZeroNoise, long Circuits, long Shots) Estimate(
        IReadOnlyList<CutPlan> plans, IReadOnlyList<ShotBudget> budgets, EstimatorQuery query, ZeroNoiseSettings? zeroNoise)
    {
        var values = new List<MitigatedEstimate>();
        long circuits = 0, total = 0;
        foreach ((int scale, CutPlan plan) in plans.Index())
        {
            var device = new DeviceQuery(plan, query);
            if (device.Circuits.SelectMany(c => c.Circuit.Instructions).FirstOrDefault(i => i is Conditional) is { } conditional)
            {
                throw new BackendException($"'{conditional}' depends on measured bits, whose errors of readout cannot be inverted "
                    + "afterwards; remove it, or omit the mitigation");
            }

            long[] shots = budgets[scale].Total > 0
                ? device.Divide(budgets[scale].Total)
                : [.. device.Circuits.Select(_ => budgets[scale].PerCircuit)];
            ulong key = new CounterRandom(_seed, query.Id, (ulong)scale).NextUInt64();
            IReadOnlyList<CountedCircuit> counted = _backend.Count([.. device.Circuits.Zip(shots)], key);
            values.Add(
                new MitigatedReconstruction(device, [.. counted.Select(c => c.Qubits)], [.. counted.Select(c => c.Counts)]).Parts(Flips));
            circuits += device.Circuits.Count;
            total += shots.Sum();
        }

        (Estimate estimate, ZeroNoiseEstimate? continued) = ScaledValues.Combine(values, zeroNoise, plans[0].Observable);
        return (estimate, continued, circuits, total);
    }
}
