using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The normal form of a run of gates: rotations about Pauli strings, in time order, and the Clifford gates as a frame after all of
/// them. Rotations about equal strings are one where nothing between them anticommutes. FORMULAS_NEXT.md §3.2.
/// </summary>
internal sealed class GadgetForm(int qubitCount, PartitionLabels labels, Func<Symbol, double>? at)
{
    private const double Rounding = 1e-12;

    private readonly List<Gadget> _gadgets = [];
    private readonly List<double> _costs = [];

    /// <summary>The rotations, in time order.</summary>
    public IReadOnlyList<Gadget> Gadgets => _gadgets;

    /// <summary>The Clifford gates.</summary>
    public CliffordFrame Frame { get; } = new(qubitCount);

    /// <summary>Natural logarithm of the γ of the rotations between labels.</summary>
    public double Cost { get; private set; }

    /// <summary>Appends what follows in time.</summary>
    public void Append(GadgetStep step)
    {
        if (step.Clifford is { } gate)
        {
            Frame.Append(gate, step.Images!);
            return;
        }

        PauliProduct letters = Frame.Image(step.Letters);
        Add(new(letters.Sign < 0 ? -step.Angle! : step.Angle!, letters));
    }

    /// <summary>Leaves out the rotations at the end that no observable can see.</summary>
    /// <param name="observed">The observable's strings before the frame.</param>
    public void Drop(IReadOnlyList<PauliProduct> observed)
    {
        List<PauliProduct> seen = [.. observed];
        for (int i = _gadgets.Count - 1; i >= 0; i--)
        {
            if (seen.All(_gadgets[i].Letters.Commutes))
            {
                RemoveAt(i);
            }
            else
            {
                seen.Add(_gadgets[i].Letters);
            }
        }
    }

    private void Add(Gadget gadget)
    {
        for (int i = _gadgets.Count - 1; i >= 0 && _gadgets[i].Letters.Commutes(gadget.Letters); i--)
        {
            if (_gadgets[i].Letters.HasLettersOf(gadget.Letters))
            {
                Angle sum = _gadgets[i].Angle + gadget.Angle;
                RemoveAt(i);
                if (!IsNothing(sum))
                {
                    Insert(i, gadget with { Angle = sum });
                }

                return;
            }
        }

        if (!IsNothing(gadget.Angle))
        {
            Insert(_gadgets.Count, gadget);
        }
    }

    private void Insert(int index, Gadget gadget)
    {
        double cost = gadget.Cost(labels, at);
        _gadgets.Insert(index, gadget);
        _costs.Insert(index, cost);
        Cost += cost;
    }

    private void RemoveAt(int index)
    {
        Cost -= _costs[index];
        _gadgets.RemoveAt(index);
        _costs.RemoveAt(index);
    }

    // exp(-iπ P) is a global phase.
    private static bool IsNothing(Angle angle) =>
        angle.IsConstant && Math.Abs(Math.IEEERemainder(angle.Constant, 2 * Math.PI)) < Rounding * Math.Max(1, Math.Abs(angle.Constant));
}
