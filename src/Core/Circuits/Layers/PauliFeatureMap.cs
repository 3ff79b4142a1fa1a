namespace CutAwareQnn.Circuits;

/// <summary>
/// Qiskit's <c>pauli_feature_map</c>: in each repetition H on every qubit, then for each Pauli string P, on each block of the map as
/// large as P, the evolution <c>exp(-i·(α/2)·φ·P)</c> up to a phase, where φ is x_q for one letter and the product of all
/// <c>π - x_q</c> of the block for more. One feature per qubit.
/// </summary>
/// <remarks>
/// The rightmost letter is the block's first qubit. The evolution is a basis change (H for X, √X for Y), a chain of CX gates up to
/// the block's last qubit, P(α·φ) there, and everything but P undone; letters I take no part in the gates but in φ.
/// Havlíček et al. 2019, arXiv:1804.11326; Qiskit 2, <c>circuit_library/src/pauli_feature_map.rs</c>.
/// </remarks>
public sealed record PauliFeatureMap : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="paulis">Strings of I, X, Y, Z; Qiskit's default, also for null, is Z and ZZ, or Z for one qubit.</param>
    /// <param name="reps">Repetitions, at least 1; Qiskit's default is 2.</param>
    /// <param name="entanglement">The blocks; Qiskit's default, also for null, is <see cref="Entanglement.Full"/>.</param>
    /// <param name="alpha">The factor α of every angle, finite; Qiskit's default is 2.</param>
    /// <exception cref="CircuitException">A string is empty or has another letter.</exception>
    public PauliFeatureMap(
        IReadOnlyList<string>? paulis = null, int reps = 2, EntanglerMap? entanglement = null, double alpha = 2)
    {
        Paulis = (paulis ?? []).Select(PauliString.Parse).ToEquatableArray();
        Reps = reps;
        Entanglement = entanglement ?? Circuits.Entanglement.Full;
        Alpha = alpha;
    }

    /// <summary>The strings in time order; none means the default.</summary>
    public EquatableArray<PauliString> Paulis { get; }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>The blocks that the strings act on.</summary>
    public EntanglerMap Entanglement { get; }

    /// <summary>The factor of every angle.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(PauliFeatureMap), Reps, 1);
        IReadOnlyList<PauliString> paulis = Paulis.Count > 0 ? Paulis : Default(circuit.QubitCount);
        if (paulis.FirstOrDefault(p => p.QubitCount > circuit.QubitCount) is { } large)
        {
            throw new CircuitException(
                $"Pauli string '{large}' has {Counted.Of(large.QubitCount, "letter")} but the circuit has "
                + $"{Counted.Of(circuit.QubitCount, "qubit")}; shorten it or add qubits");
        }

        circuit.Reserve(circuit.QubitCount, 0);
        for (int repetition = 0; repetition < Reps; repetition++)
        {
            for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
            {
                circuit.Add(Gates.H, qubit);
            }

            foreach (PauliString pauli in paulis)
            {
                foreach (EquatableArray<int> block in Entanglement.Blocks(circuit.QubitCount, pauli.QubitCount, repetition))
                {
                    Evolve(circuit, pauli, block);
                }
            }
        }
    }

    private static PauliString[] Default(int qubitCount) =>
        qubitCount == 1 ? [PauliString.Parse("Z")] : [PauliString.Parse("Z"), PauliString.Parse("ZZ")];

    private void Evolve(CircuitBuilder circuit, PauliString pauli, EquatableArray<int> block)
    {
        int[] active = pauli.Support.ToArray();
        if (active.Length == 0)
        {
            return;
        }

        ChangeBasis(circuit, pauli, block, Gates.SX);
        for (int i = 1; i < active.Length; i++)
        {
            circuit.Add(Gates.CX, block[active[i - 1]], block[active[i]]);
        }

        circuit.Add(Gates.P, Alpha * Phase(block), block[active[active.Length - 1]]);
        for (int i = active.Length - 1; i >= 1; i--)
        {
            circuit.Add(Gates.CX, block[active[i - 1]], block[active[i]]);
        }

        ChangeBasis(circuit, pauli, block, Gates.SXdg);
    }

    private static void ChangeBasis(CircuitBuilder circuit, PauliString pauli, EquatableArray<int> block, Gate rootOfX)
    {
        for (int i = pauli.QubitCount - 1; i >= 0; i--)
        {
            if (pauli[i] == Pauli.X)
            {
                circuit.Add(Gates.H, block[i]);
            }
            else if (pauli[i] == Pauli.Y)
            {
                circuit.Add(rootOfX, block[i]);
            }
        }
    }

    private static Angle Phase(EquatableArray<int> block) => block.Count == 1
        ? Angle.Feature(block[0])
        : block.Aggregate((Angle)1, (product, qubit) => product * (Math.PI - Angle.Feature(qubit)));
}
