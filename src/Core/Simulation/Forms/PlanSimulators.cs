using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// What jobs of one plan are run with, each made when it is first needed. Safe to share between threads.
/// </summary>
public sealed class PlanSimulators
{
    private readonly Lazy<FragmentMeasurements>[] _measurements;
    private readonly Lazy<FragmentSimulator>[,] _simulators;

    /// <summary>Prepares a plan; nothing is computed yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="threads">The threads that share the states of wide fragments; null for the caller's alone.</param>
    public PlanSimulators(PlanForm plan, ITileThreads? threads = null)
    {
        Plan = plan;
        IReadOnlyList<Fragment> fragments = plan.Fragments;
        _measurements = [.. fragments.Select(f => new Lazy<FragmentMeasurements>(() => new(f)))];
        _simulators = new Lazy<FragmentSimulator>[fragments.Count, 4];
        for (int f = 0; f < fragments.Count; f++)
        {
            int own = f;
            Add(f, isMeasured: false, () => fragments[own]);
            Add(f, isMeasured: true, () => Measurements(own).Measured);
        }

        void Add(int f, bool isMeasured, Func<Fragment> fragment)
        {
            _simulators[f, Place(SimulatorKind.Chosen, isMeasured)] = new(() => FragmentSimulators.For(fragment(), threads));
            _simulators[f, Place(SimulatorKind.StateVectors, isMeasured)] =
                new(() => new StateVectorFragmentSimulator(fragment(), threads));
        }
    }

    /// <summary>The plan.</summary>
    public PlanForm Plan { get; }

    internal FragmentMeasurements Measurements(int fragment) => _measurements[fragment].Value;

    internal FragmentSimulator Simulator(int fragment, SimulatorKind kind, bool isMeasured) =>
        _simulators[fragment, Place(kind, isMeasured)].Value;

    internal static SimulatorKind KindOf(FragmentSimulator simulator) => simulator switch
    {
        CachedFragmentSimulator cached => KindOf(cached.Inner),
        StateVectorFragmentSimulator => SimulatorKind.StateVectors,
        ProgramFragmentSimulator { HasOwnBudget: false } => SimulatorKind.Chosen,
        _ => throw new BackendException(
            $"fragment {simulator.Fragment.Index} has a simulator of its own, which other machines do not have; "
            + "use the estimator's simulators"),
    };

    private static int Place(SimulatorKind kind, bool isMeasured) => (2 * (int)kind) + (isMeasured ? 1 : 0);
}
