namespace CutAwareQnn.Circuits;

/// <summary>Cuts the wire of one qubit of an annotated circuit, in place of a partition.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CutWiresAttribute : Attribute
{
    /// <summary>Declares the cuts.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <param name="afterInstructions">
    /// Each cut lies after one of these instructions and before the qubit's next one; indices from 0 in time order.
    /// </param>
    public CutWiresAttribute(int qubit, params int[] afterInstructions)
    {
        Qubit = qubit;
        AfterInstructions = afterInstructions;
    }

    /// <summary>The qubit.</summary>
    public int Qubit { get; }

    /// <summary>The instructions before the cuts.</summary>
    public int[] AfterInstructions { get; }
}
