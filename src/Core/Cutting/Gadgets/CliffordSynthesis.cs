using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Writes a frame as gates, qubit by qubit: gates that follow turn the images of X and Z on a qubit into X and Z themselves; their
/// inverses, in the same order, are the frame. Aaronson and Gottesman, arXiv:quant-ph/0406196, use the same elimination.
/// </summary>
internal sealed class CliffordSynthesis
{
    private static readonly Gate[] Elementary = [Gates.H, Gates.S, Gates.SX, Gates.X, Gates.Z, Gates.CX];

    private static readonly Lazy<Dictionary<Gate, CliffordImages>> Images = new(() => Elementary.ToDictionary(
        gate => gate,
        gate => CliffordImages.Of(new(gate, Enumerable.Range(0, gate.QubitCount).ToEquatableArray(), EquatableArray<Angle>.Empty))!));

    private readonly int _qubitCount;
    private readonly SortedDictionary<int, (PauliProduct X, PauliProduct Z)> _rows = [];
    private readonly List<GateInstruction> _gates = [];

    private CliffordSynthesis(CliffordFrame frame, int qubitCount)
    {
        _qubitCount = qubitCount;
        foreach (int qubit in frame.Qubits)
        {
            _rows.Add(qubit, (frame.Image(qubit, Pauli.X), frame.Image(qubit, Pauli.Z)));
        }
    }

    /// <summary>Returns gates in time order, up to a global phase, on qubits that the frame's images connect.</summary>
    public static IReadOnlyList<GateInstruction> Write(CliffordFrame frame, int qubitCount)
    {
        var synthesis = new CliffordSynthesis(frame, qubitCount);
        foreach (int qubit in frame.Qubits)
        {
            synthesis.Reduce(qubit);
        }

        return [.. synthesis._gates.Select(g => g.Inverse())];
    }

    private void Reduce(int qubit)
    {
        // The image of X becomes X: first all its letters X, then one of them, on this qubit.
        foreach (int q in _rows[qubit].X.Support.ToArray())
        {
            if (_rows[qubit].X[q] == Pauli.Y)
            {
                Apply(Gates.S, q);
            }

            if (_rows[qubit].X[q] == Pauli.Z)
            {
                Apply(Gates.H, q);
            }
        }

        if (_rows[qubit].X[qubit] == Pauli.I)
        {
            Apply(Gates.CX, _rows[qubit].X.Support.First(), qubit);
        }

        foreach (int q in _rows[qubit].X.Support.Where(q => q != qubit).ToArray())
        {
            Apply(Gates.CX, qubit, q);
        }

        // The image of Z anticommutes with X here; it becomes Z by gates that leave X alone.
        if (_rows[qubit].Z[qubit] == Pauli.Y)
        {
            Apply(Gates.SX, qubit);
        }

        foreach (int q in _rows[qubit].Z.Support.Where(q => q != qubit).ToArray())
        {
            if (_rows[qubit].Z[q] == Pauli.Y)
            {
                Apply(Gates.S, q);
            }

            if (_rows[qubit].Z[q] == Pauli.X)
            {
                Apply(Gates.H, q);
            }

            Apply(Gates.CX, q, qubit);
        }

        if (_rows[qubit].X.Sign < 0)
        {
            Apply(Gates.Z, qubit);
        }

        if (_rows[qubit].Z.Sign < 0)
        {
            Apply(Gates.X, qubit);
        }
    }

    // F becomes F g, and every image P becomes g† P g.
    private void Apply(Gate gate, params int[] qubits)
    {
        var instruction = new GateInstruction(gate, qubits.ToEquatableArray(), EquatableArray<Angle>.Empty);
        var conjugation = new CliffordFrame(_qubitCount);
        conjugation.Append(instruction, Images.Value[gate]);
        foreach (int row in _rows.Keys.ToArray())
        {
            (PauliProduct x, PauliProduct z) = _rows[row];
            _rows[row] = (Conjugated(x), Conjugated(z));
        }

        _gates.Add(instruction);

        PauliProduct Conjugated(PauliProduct product) => qubits.All(q => product[q] == Pauli.I)
            ? product
            : conjugation.Image(product.Support.Select(q => (q, product[q]))).Turned(product.Sign < 0 ? 2 : 0);
    }
}
