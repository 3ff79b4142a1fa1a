using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>Chooses the simulator of a fragment.</summary>
public static class FragmentSimulators
{
    /// <summary>Returns the program where the fragment is small enough to be unrolled, else state vectors.</summary>
    /// <exception cref="CircuitException">The fragment is too wide to be simulated.</exception>
    /// <param name="fragment">The fragment.</param>
    /// <param name="threads">The threads that share a wide state; null for the caller's alone.</param>
    public static FragmentSimulator For(Fragment fragment, ITileThreads? threads = null) =>
        (FragmentSimulator?)ProgramFragmentSimulator.TryCreate(fragment) ?? new StateVectorFragmentSimulator(fragment, threads);

    /// <summary>
    /// Returns the simulators of a plan's fragments; those that differ only in their place in the plan share one program.
    /// </summary>
    /// <exception cref="CircuitException">A fragment is too wide to be simulated.</exception>
    /// <param name="fragments">The fragments.</param>
    /// <param name="threads">The threads that share a wide state; null for the caller's alone.</param>
    public static FragmentSimulator[] For(IReadOnlyList<Fragment> fragments, ITileThreads? threads = null)
    {
        var known = new Dictionary<Fragment, FragmentSimulator>();
        return [.. fragments.Select(fragment =>
        {
            if (known.TryGetValue(Anywhere(fragment), out FragmentSimulator? like))
            {
                return like is ProgramFragmentSimulator program
                    ? program.Of(fragment)
                    : new StateVectorFragmentSimulator(fragment, threads);
            }

            FragmentSimulator simulator = For(fragment, threads);
            known.Add(Anywhere(fragment), simulator);
            return simulator;
        })];
    }

    // What a simulator depends on: slots enter by their values, cuts by their bases.
    internal static Fragment Anywhere(Fragment fragment) => fragment with
    {
        Index = 0,
        Wires = EquatableArray<int>.Empty,
        Slots = EquatableArray<Slot>.Empty,
        Legs = fragment.Legs.Select(leg => leg with { Cut = 0 }).ToEquatableArray(),
    };
}
