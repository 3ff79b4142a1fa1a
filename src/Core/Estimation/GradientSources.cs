using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Every angle of a plan that can depend on parameters: first the fragments' slots, then XX, YY and ZZ of every cut, which only the
/// bonds hold and whose derivatives need no circuit.
/// </summary>
internal sealed class GradientSources
{
    private readonly int[] _firstSlot;

    public GradientSources(CutPlan plan, GradientTargets targets)
    {
        var angles = new List<Angle>();
        _firstSlot = new int[plan.Fragments.Count + 1];
        foreach (Fragment fragment in plan.Fragments)
        {
            _firstSlot[fragment.Index] = angles.Count;
            angles.AddRange(fragment.Slots.Select(s => s.Angle));
        }

        _firstSlot[^1] = angles.Count;
        foreach (PlannedCut cut in plan.Cuts)
        {
            angles.AddRange(cut.Interaction is { } i ? [i.XX, i.YY, i.ZZ] : [Angle.Zero, Angle.Zero, Angle.Zero]);
        }

        Count = angles.Count;
        Chain = new(plan.Circuit, angles, targets);
    }

    public int Count { get; }

    public ParameterChain Chain { get; }

    public int Slot(int fragment, int slot) => _firstSlot[fragment] + slot;

    public int FirstSlot(int fragment) => _firstSlot[fragment];

    /// <summary>The cuts' angles that a wanted derivative depends on.</summary>
    public IEnumerable<(int Source, int Cut, int Angle)> Interactions() => Enumerable
        .Range(_firstSlot[^1], Count - _firstSlot[^1])
        .Where(Chain.Needs)
        .Select(s => (s, (s - _firstSlot[^1]) / 3, (s - _firstSlot[^1]) % 3));
}
