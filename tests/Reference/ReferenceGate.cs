namespace CutAwareQnn.Reference;

/// <summary>A named gate on the given qubits.</summary>
/// <param name="Name">OpenQASM name, lower case.</param>
/// <param name="Parameters">Angles in radians, in the order of the gate's definition.</param>
/// <param name="Qubits">In argument order; the first argument is the matrix's least significant bit.</param>
public sealed record ReferenceGate(string Name, double[] Parameters, int[] Qubits)
{
    /// <summary>A gate without parameters.</summary>
    public ReferenceGate(string name, params int[] qubits) : this(name, [], qubits) { }

    /// <summary>The matrix of a gate that has no name; null for a named one.</summary>
    public System.Numerics.Complex[,]? Given { get; init; }

    /// <summary>Returns the gate's own 2^k x 2^k matrix.</summary>
    public System.Numerics.Complex[,] Matrix() =>
        Given ?? ReferenceGates.Many(Name, Qubits.Length, Parameters) ?? ReferenceGates.Matrix(Name, Parameters);
}
