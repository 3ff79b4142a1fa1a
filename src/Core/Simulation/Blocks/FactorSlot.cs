namespace CutAwareQnn.Simulation;

/// <summary>A slot in a parameter of a gate.</summary>
/// <param name="Parameter">The gate's parameter.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Chain">Index of the derivative of the parameter by the slot.</param>
internal readonly record struct FactorSlot(int Parameter, int Slot, int Chain);
