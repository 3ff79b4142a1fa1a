using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// What one processor of a circuit does between its prepared qubits and its measurements, in columns of Hadamard gates and diagonal phases.
/// Measured bits of other processors are further positions of the state: one copy of the state per value of the bits received, which only
/// phases distinguish.
/// </summary>
/// <remarks>
/// Measurement is deferred: a measured qubit is not touched again, so it may control what its bit controls. Consecutive H cancel and phases
/// merge, so a layer H, CZ, RX of any width is one column: <c>2^n (n + 2)</c> operations per state instead of one matrix per gate.
/// </remarks>
internal sealed class PhaseProgram
{
    private PhaseProgram(int[] qubits, int[] received, PhaseColumn[] columns, int weightCount)
    {
        Qubits = qubits;
        Received = received;
        Columns = columns;
        WeightCount = weightCount;
    }

    /// <summary>The processor's own qubits; qubit i of them is position i.</summary>
    public int[] Qubits { get; }

    /// <summary>The measured qubits of other processors whose bits are received; the i-th is position <c>Qubits.Length + i</c>.</summary>
    public int[] Received { get; }

    /// <summary>The columns in time order.</summary>
    public PhaseColumn[] Columns { get; }

    /// <summary>Number of weights of the whole circuit.</summary>
    public int WeightCount { get; }

    /// <summary>Number of positions at the end.</summary>
    public int PositionCount => Qubits.Length + Received.Length;

    /// <summary>Compiles the part of a circuit that acts on some qubits.</summary>
    /// <param name="circuit">
    /// H, CZ, RX, RZ and RZZ, with angles linear in one weight; measurements; conditions on single bits. No features.
    /// </param>
    /// <param name="qubits">The processor's qubits.</param>
    /// <exception cref="CircuitException">
    /// An instruction is of another kind, couples qubits of different processors, or acts on a qubit after its measurement.
    /// </exception>
    public static PhaseProgram Compile(Circuit circuit, int[] qubits)
    {
        var compiler = new PhaseCompiler(qubits);
        foreach (Instruction instruction in circuit.Instructions)
        {
            compiler.Add(instruction);
        }

        return new(qubits, compiler.Received(), compiler.Columns(), circuit.WeightCount);
    }
}
