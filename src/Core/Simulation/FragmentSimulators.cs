using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>Chooses the simulator of a fragment.</summary>
public static class FragmentSimulators
{
    /// <summary>The program where the fragment is small enough to be unrolled, else state vectors.</summary>
    /// <exception cref="Circuits.CircuitException">The fragment is too wide to be simulated.</exception>
    public static FragmentSimulator For(Fragment fragment) =>
        (FragmentSimulator?)ProgramFragmentSimulator.TryCreate(fragment) ?? new StateVectorFragmentSimulator(fragment);
}
