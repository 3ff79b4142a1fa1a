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

/// <summary>Cuts the wire of one qubit of an annotated circuit, in place of a partition.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CutWiresAttribute : Attribute
{
    /// <summary>Declares the cuts.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <param name="afterInstructions">
    /// Each cut lies behind one of these instructions and before the qubit's next one; indices from 0 in time order.
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

/// <summary>
/// Lets the compiler find the gates to cut, so that no fragment is wider, at the smallest sampling overhead that it finds; in place of
/// a partition. What was found is told in the documentation of the class.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MaxQubitsAttribute : Attribute
{
    /// <summary>Declares the limit.</summary>
    /// <param name="qubits">Qubits of the widest fragment, at least 1.</param>
    public MaxQubitsAttribute(int qubits)
    {
        Qubits = qubits;
    }

    /// <summary>Qubits of the widest fragment.</summary>
    public int Qubits { get; }
}
