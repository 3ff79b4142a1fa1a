namespace CutAwareQnn.Circuits;

/// <summary>Cuts gates of an annotated circuit by their positions, in place of a partition.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CutGatesAttribute : Attribute
{
    /// <summary>Declares the cuts.</summary>
    /// <param name="instructions">Indices of two-qubit gates among the circuit's instructions, from 0 in time order.</param>
    public CutGatesAttribute(params int[] instructions)
    {
        Instructions = instructions;
    }

    /// <summary>Indices of the gates.</summary>
    public int[] Instructions { get; }
}
