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
            KetCount = checked(KetCount * legs[leg].Basis.Insertions.Count);
        }
    }

    /// <summary>The one ket of a circuit without cut ends.</summary>
    public static KetLayout Uncut { get; } = new([]);

    /// <summary>Number of kets.</summary>
    public int KetCount { get; }

    /// <summary>Whether there is such a leg.</summary>
    public bool Has(int leg) => leg >= 0 && leg < _legs.Count;

    /// <summary>Distance between the kets of neighbouring operators of a leg.</summary>
    public int Stride(int leg) => _strides[leg];

    /// <summary>The operators a leg inserts.</summary>
    public IReadOnlyList<Pauli> Insertions(int leg) => _legs[leg].Basis.Insertions;

    /// <summary>Which operator of a leg a ket has.</summary>
    public int Digit(int ket, int leg) => ket / _strides[leg] % Insertions(leg).Count;

    /// <summary>The kets that exist behind a leg's cut end, from those before it.</summary>
    public List<int> After(int leg, List<int> before) =>
        [.. before.SelectMany(ket => Enumerable.Range(0, Insertions(leg).Count).Select(s => ket + (s * _strides[leg]))).Order()];

    /// <summary>The kets that exist before a leg's cut end, from those behind it.</summary>
    public List<int> Before(int leg, List<int> after) => [.. after.Where(ket => Digit(ket, leg) == 0)];
}
