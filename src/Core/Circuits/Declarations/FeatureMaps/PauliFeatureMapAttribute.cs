namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="PauliFeatureMap"/>.</summary>
public sealed class PauliFeatureMapAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="paulis">Strings of I, X, Y, Z in time order; none means Z and ZZ.</param>
    public PauliFeatureMapAttribute(params string[] paulis)
    {
        Paulis = paulis;
    }

    /// <summary>The strings in time order.</summary>
    public string[] Paulis { get; }

    /// <summary>Repetitions, at least 1.</summary>
    public int Reps { get; set; } = 2;

    /// <summary>The blocks, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.Full;

    /// <summary>The blocks of two qubits one by one, two qubits per pair; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <summary>The factor of every angle, finite.</summary>
    public double Alpha { get; set; } = 2;

    /// <inheritdoc/>
    public override Layer Layer
    {
        get
        {
            const string Name = nameof(PauliFeatureMap);
            string[] paulis = [.. Given.List(Name, "Pauli strings", Paulis).Select(p => Given.Text(Name, "Pauli string", p))];
            return new PauliFeatureMap(
                paulis.Length == 0 ? null : paulis, Given.Reps(Name, Reps), Given.Entanglers(Name, Entanglement, Pairs), Alpha);
        }
    }
}
