using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>One query of a results folder: an observable at a row of inputs and a scale of noise.</summary>
/// <param name="Observable">Number of the observable, from 0.</param>
/// <param name="Row">Number of the row of inputs, from 0.</param>
/// <param name="Scale">The scale of noise.</param>
/// <param name="Plan">The plan, folded.</param>
/// <param name="Query">The query.</param>
/// <param name="Entries">For each circuit of the query its entry in the manifest.</param>
internal sealed record DevicePart(int Observable, int Row, int Scale, CutPlan Plan, DeviceQuery Query, int[] Entries);
