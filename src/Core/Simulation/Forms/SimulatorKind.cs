namespace CutAwareQnn.Simulation;

/// <summary>How a job's fragment is simulated: other roundings, so other last bits.</summary>
internal enum SimulatorKind
{
    /// <summary>As <see cref="FragmentSimulators"/> chooses: a lowered program, or state vectors where it would be too long.</summary>
    Chosen,

    /// <summary>By state vectors.</summary>
    StateVectors,
}
