using CutAwareQnn.Circuits;

namespace CutAwareQnn.Estimation;

/// <summary>One shifted evaluation of one slot.</summary>
/// <param name="Fragment">The fragment that holds the slot.</param>
/// <param name="Slot">The slot in the fragment.</param>
/// <param name="Source">The slot among all sources of derivatives.</param>
/// <param name="Term">The shift and its weight.</param>
internal readonly record struct ShiftedSlot(int Fragment, int Slot, int Source, ShiftTerm Term);
