namespace CutAwareQnn.Circuits;

/// <summary>One step of a circuit, in time order.</summary>
public abstract record Instruction
{
    /// <summary>The qubits it touches, in the order of its arguments.</summary>
    public abstract EquatableArray<int> Qubits { get; }

    /// <summary>Returns the same instruction with every qubit renamed.</summary>
    /// <param name="rename">Maps an old index to a new one.</param>
    public abstract Instruction OnQubits(Func<int, int> rename);

    /// <summary>Returns the same instruction with every angle rewritten.</summary>
    public virtual Instruction WithAngles(Func<Angle, Angle> rewrite) => this;
}
