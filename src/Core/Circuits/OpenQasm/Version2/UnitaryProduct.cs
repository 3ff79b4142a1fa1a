using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Multiplies the matrices of gates on few qubits.</summary>
internal sealed class UnitaryProduct : IExpansionSink
{
    private readonly int _dimension;
    private Complex[] _entries;

    public UnitaryProduct(int qubitCount)
    {
        _dimension = 1 << qubitCount;
        _entries = ComplexMatrix.Identity(_dimension).Entries.ToArray();
    }

    /// <summary>Whether all that came so far has a matrix; what comes after is not multiplied.</summary>
    public bool IsUnitary { get; private set; } = true;

    /// <summary>The product so far, row by row.</summary>
    public IReadOnlyList<Complex> Entries => _entries;

    /// <summary>Notes that something without a matrix came.</summary>
    public void Spoil() => IsUnitary = false;

    public void AddBarrier(int[] qubits) => Spoil();

    public void AddReset(int[] qubits) => Spoil();

    /// <summary>Multiplies by e^{i angle}.</summary>
    public void AddPhase(double angle)
    {
        var phase = new Complex(Elementary.Cos(angle), Elementary.Sin(angle));
        _entries = Array.ConvertAll(_entries, e => phase * e);
    }

    public void AddGate(Gate gate, double[] angles, int[] qubits)
    {
        IsUnitary &= angles.All(Arithmetic.IsFinite);
        if (!IsUnitary)
        {
            return;
        }

        ComplexMatrix matrix = gate.Matrix(angles);
        var product = new Complex[_entries.Length];
        for (int row = 0; row < _dimension; row++)
        {
            int local = 0;
            int rest = row;
            for (int i = 0; i < qubits.Length; i++)
            {
                local |= (row >> qubits[i] & 1) << i;
                rest &= ~(1 << qubits[i]);
            }

            for (int k = 0; k < matrix.Dimension; k++)
            {
                int source = rest;
                for (int i = 0; i < qubits.Length; i++)
                {
                    source |= (k >> i & 1) << qubits[i];
                }

                for (int column = 0; column < _dimension; column++)
                {
                    product[(row * _dimension) + column] += matrix[local, k] * _entries[(source * _dimension) + column];
                }
            }
        }

        _entries = product;
    }
}
