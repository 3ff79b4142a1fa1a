using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>
/// A density matrix of a few qubits, unnormalised: entry (row, column) is at index row + 2^n column, so that a gate acts on qubit q of
/// the rows and, conjugated, on qubit q of the columns.
/// </summary>
internal sealed class DensityMatrix
{
    /// <summary>The most qubits: 16 MB of numbers.</summary>
    public const int MaxQubits = 10;

    private readonly int _qubits;
    private readonly Complex[] _entries;

    /// <summary>Creates |0…0⟩⟨0…0|.</summary>
    public DensityMatrix(int qubits)
        : this(qubits, new Complex[1 << (2 * qubits)])
    {
        _entries[0] = 1;
    }

    private DensityMatrix(int qubits, Complex[] entries)
    {
        _qubits = qubits;
        _entries = entries;
    }

    /// <summary>The probability of each basis state, [state].</summary>
    public IEnumerable<double> Diagonal => Enumerable.Range(0, 1 << _qubits).Select(i => _entries[i | (i << _qubits)].Real);

    /// <summary>The trace.</summary>
    public double Trace => Diagonal.Sum();

    /// <summary>ρ → U ρ U† for a gate of one qubit.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <param name="u">The entries of U, row by row.</param>
    public void Apply(int qubit, ReadOnlySpan<Complex> u)
    {
        Turn(qubit, u[0], u[1], u[2], u[3]);
        Turn(qubit + _qubits, Complex.Conjugate(u[0]), Complex.Conjugate(u[1]), Complex.Conjugate(u[2]), Complex.Conjugate(u[3]));
    }

    /// <summary>ρ → CX ρ CX.</summary>
    public void ControlledNot(int control, int target)
    {
        Exchange(1 << control, 1 << target);
        Exchange(1 << (control + _qubits), 1 << (target + _qubits));
    }

    /// <summary>ρ → (1 − λ) ρ + λ tr_Q(ρ) ⊗ 1/d on qubits Q.</summary>
    /// <param name="strength">λ.</param>
    /// <param name="qubits">Q, one or two.</param>
    public void Depolarise(double strength, params ReadOnlySpan<int> qubits)
    {
        int rows = 0;
        foreach (int qubit in qubits)
        {
            rows |= 1 << qubit;
        }

        int columns = rows << _qubits, all = rows | columns, d = 1 << qubits.Length;
        for (int i = 0; i < _entries.Length; i++)
        {
            if ((i & all) != 0)
            {
                continue;
            }

            // The entries of one block: those where row and column agree on Q are mixed.
            Complex mean = 0;
            for (int part = rows; ; part = (part - 1) & rows)
            {
                mean += _entries[i | part | (part << _qubits)];
                if (part == 0)
                {
                    break;
                }
            }

            mean *= strength / d;
            for (int part = all; ; part = (part - 1) & all)
            {
                bool isDiagonal = (part & rows) == (part & columns) >> _qubits;
                _entries[i | part] = ((1 - strength) * _entries[i | part]) + (isDiagonal ? mean : 0);
                if (part == 0)
                {
                    break;
                }
            }
        }
    }

    /// <summary>P ρ P for the projector P onto a value of a qubit.</summary>
    public DensityMatrix Project(int qubit, int value)
    {
        var kept = new Complex[_entries.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            if ((i >> qubit & 1) == value && (i >> (qubit + _qubits) & 1) == value)
            {
                kept[i] = _entries[i];
            }
        }

        return new(_qubits, kept);
    }

    private void Turn(int bit, Complex a, Complex b, Complex c, Complex d)
    {
        int mask = 1 << bit;
        for (int i = 0; i < _entries.Length; i++)
        {
            if ((i & mask) == 0)
            {
                (Complex low, Complex high) = (_entries[i], _entries[i | mask]);
                _entries[i] = (a * low) + (b * high);
                _entries[i | mask] = (c * low) + (d * high);
            }
        }
    }

    private void Exchange(int control, int target)
    {
        for (int i = 0; i < _entries.Length; i++)
        {
            if ((i & control) != 0 && (i & target) == 0)
            {
                (_entries[i], _entries[i | target]) = (_entries[i | target], _entries[i]);
            }
        }
    }
}
