namespace CutAwareQnn.Circuits;

/// <summary>Appends <see cref="StronglyEntanglingLayers"/>.</summary>
public sealed class StronglyEntanglingLayersAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 0.</param>
    public StronglyEntanglingLayersAttribute(int reps)
    {
        Reps = reps;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>A range for each repetition, from 1 to n - 1; null for 1, 2, … by turns.</summary>
    public int[]? Ranges { get; set; }

    /// <summary>The name of a gate of two qubits and no angle.</summary>
    public string Entangler { get; set; } = "cx";

    /// <inheritdoc/>
    public override Layer Layer => new StronglyEntanglingLayers(
        Given.Reps(nameof(StronglyEntanglingLayers), Reps), Ranges, Given.Gate(nameof(StronglyEntanglingLayers), Entangler));
}
