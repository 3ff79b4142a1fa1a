using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Every angle of a plan that can depend on parameters: first the fragments' slots, then XX, YY and ZZ of every cut gate, which only
/// the bonds hold and whose derivatives need no circuit.
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
        (int Cut, int Angle)[] inner = [.. plan.Cuts.SelectMany((cut, c) => cut.Form.Angles.Select((_, a) => (c, a)))];
        angles.AddRange(plan.Cuts.SelectMany(c => c.Form.Angles));
        Count = angles.Count;
        Chain = new(plan.Circuit, angles, targets);
        Shifts = plan.Fragments.SelectMany(f => f.Slots.SelectMany((slot, s) => Chain.Needs(_firstSlot[f.Index] + s)
            ? slot.Rule.Terms.Select(term => new ShiftedSlot(f.Index, s, _firstSlot[f.Index] + s, term))
            : [])).ToArray();
        Interactions = Enumerable.Range(_firstSlot[^1], Count - _firstSlot[^1])
            .Where(Chain.Needs)
            .Select(s => (s, inner[s - _firstSlot[^1]].Cut, inner[s - _firstSlot[^1]].Angle))
            .ToArray();
    }

    /// <summary>Number of angles.</summary>
    public int Count { get; }

    /// <summary>From derivatives by angles to derivatives by features and weights.</summary>
    public ParameterChain Chain { get; }

    /// <summary>The shifted evaluations that the wanted derivatives need.</summary>
    public ShiftedSlot[] Shifts { get; }

    /// <summary>The cuts' angles that a wanted derivative depends on.</summary>
    public IReadOnlyList<(int Source, int Cut, int Angle)> Interactions { get; }

    /// <summary>Returns where a fragment's slots begin among the angles.</summary>
    public int FirstSlot(int fragment) => _firstSlot[fragment];
}
