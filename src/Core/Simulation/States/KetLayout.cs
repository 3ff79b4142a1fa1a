using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>The kets of a fragment: one for each combination of operators inserted at its legs, the last leg's fastest.</summary>
internal sealed class KetLayout
{
    private readonly IReadOnlyList<Leg> _legs;
    private readonly int[] _strides;

    /// <summary>The kets of these legs.</summary>
    public KetLayout(IReadOnlyList<Leg> legs)
    {
        _legs = legs;
        _strides = new int[legs.Count];
        KetCount = 1;
        for (int leg = legs.Count - 1; leg >= 0; leg--)
        {
            _strides[leg] = KetCount;
            KetCount = checked(KetCount * legs[leg].Basis.InsertionCount);
        }
    }

    /// <summary>The one ket of a circuit without cut ends.</summary>
    public static KetLayout Uncut { get; } = new([]);

    /// <summary>Number of kets.</summary>
    public int KetCount { get; }

    /// <summary>Returns whether there is such a leg.</summary>
    public bool Has(int leg) => leg >= 0 && leg < _legs.Count;

    /// <summary>Returns the distance between the kets of neighbouring operators at a place of a leg.</summary>
    public int Stride(int leg, int place)
    {
        int stride = _strides[leg];
        IReadOnlyList<IReadOnlyList<Pauli>> places = _legs[leg].Basis.Places;
        for (int later = place + 1; later < places.Count; later++)
        {
            stride *= places[later].Count;
        }

        return stride;
    }

    /// <summary>Returns the operators inserted at a place of a leg.</summary>
    public IReadOnlyList<Pauli> Insertions(int leg, int place) => _legs[leg].Basis.Places[place];

    /// <summary>Returns which combination of a leg's operators a ket has.</summary>
    public int Digit(int ket, int leg) => ket / _strides[leg] % _legs[leg].Basis.InsertionCount;

    /// <summary>Returns which of the operators at a cut end a ket has.</summary>
    public int Inserted(CutEnd end, int ket) => ket / Stride(end.Leg, end.Place) % Insertions(end.Leg, end.Place).Count;

    /// <summary>Computes the kets that exist after a cut end from those before it.</summary>
    public List<int> After(CutEnd end, List<int> before)
    {
        int stride = Stride(end.Leg, end.Place);
        int count = Insertions(end.Leg, end.Place).Count;
        return [.. before.SelectMany(ket => Enumerable.Range(0, count).Select(s => ket + (s * stride))).Order()];
    }

    /// <summary>Computes the kets that exist before a cut end from those after it.</summary>
    public List<int> Before(CutEnd end, List<int> after)
    {
        int stride = Stride(end.Leg, end.Place);
        int count = Insertions(end.Leg, end.Place).Count;
        return [.. after.Where(ket => ket / stride % count == 0)];
    }
}
