namespace CutAwareQnn.Simulation;

/// <summary>
/// A phase that depends on a weight: <c>Coefficient·θ·(-1)^parity(b &amp; ParityMask)</c> at the basis states b with
/// <c>(b &amp; ConditionMask) == ConditionValue</c>, 0 elsewhere. RZ(θ) on a qubit has the coefficient -1/2.
/// </summary>
internal readonly record struct PhaseTerm(int Weight, double Coefficient, int ParityMask, int ConditionMask, int ConditionValue)
{
    /// <summary>Returns the derivative of the phase by the weight at basis state <paramref name="b"/>.</summary>
    public double Slope(int b) =>
        (b & ConditionMask) != ConditionValue
            ? 0
            : (System.Numerics.BitOperations.PopCount((uint)(b & ParityMask)) & 1) == 0 ? Coefficient : -Coefficient;
}
