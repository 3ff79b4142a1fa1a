using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A product F of Clifford gates as what it makes of Paulis: <c>P → F† P F</c>. Qubits that no gate is on are not stored.
/// </summary>
internal sealed class CliffordFrame(int qubitCount)
{
    private readonly SortedDictionary<int, (PauliProduct X, PauliProduct Z)> _images = [];

    /// <summary>The qubits that gates are on, ascending.</summary>
    public IEnumerable<int> Qubits => _images.Keys;

    /// <summary>Returns the image of a letter on a qubit.</summary>
    public PauliProduct Image(int qubit, Pauli pauli)
    {
        if (!_images.TryGetValue(qubit, out (PauliProduct X, PauliProduct Z) image))
        {
            return PauliProduct.Of(qubitCount, qubit, pauli);
        }

        return pauli switch
        {
            Pauli.X => image.X,
            Pauli.Z => image.Z,
            Pauli.Y => (image.X * image.Z).Turned(1),
            _ => PauliProduct.Identity(qubitCount),
        };
    }

    /// <summary>Returns the image of a string of letters.</summary>
    public PauliProduct Image(IEnumerable<(int Qubit, Pauli Pauli)> letters) =>
        letters.Aggregate(PauliProduct.Identity(qubitCount), (product, l) => product * Image(l.Qubit, l.Pauli));

    /// <summary>Appends a gate in time: F becomes g F.</summary>
    public void Append(GateInstruction gate, CliffordImages images)
    {
        (PauliProduct X, PauliProduct Z)[] next = [.. gate.Targets.Select((_, k) => (Image(images.X[k]), Image(images.Z[k])))];
        for (int k = 0; k < next.Length; k++)
        {
            _images[gate.Targets[k]] = next[k];
        }

        PauliProduct Image(CliffordImages.Signed image) =>
            this.Image(image.Letters.Select((letter, q) => (gate.Targets[q], letter))).Turned(image.Sign == 1 ? 0 : 2);
    }

    /// <summary>Returns whether the frame couples no qubits of different labels.</summary>
    public bool IsLocal(PartitionLabels labels) => _images.All(image =>
        image.Value.X.Support.Concat(image.Value.Z.Support).All(q => labels.Letters[q] == labels.Letters[image.Key]));
}
