namespace CutAwareQnn.Simulation;

/// <summary>
/// All runs of a circuit that saw the same outcomes: the classical bits, and for each combination of operators inserted at the cut
/// ends one ket, unnormalised.
/// </summary>
internal sealed class KetBranch
{
    /// <summary>Creates a branch without kets.</summary>
    public KetBranch(int ketCount, bool[] bits)
    {
        Kets = new StateVector?[ketCount];
        Bits = bits;
    }

    /// <summary>The kets, by combination; null until their combination has come to differ.</summary>
    public StateVector?[] Kets { get; }

    /// <summary>The adjoint states of a backward pass, by combination.</summary>
    public StateVector?[] Adjoints { get; set; } = [];

    /// <summary>The classical bits.</summary>
    public bool[] Bits { get; }
}
