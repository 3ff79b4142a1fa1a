using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A Pauli string as two bit masks: bit q of X for the letters X and Y on qubit q, of Z for Z and Y.</summary>
internal readonly record struct PauliMask(int X, int Z)
{
    /// <summary>Number of letters Y.</summary>
    public int YCount => BitOperations.PopCount((uint)(X & Z));

    /// <summary>i to the number of letters Y.</summary>
    public Complex Phase => (YCount & 3) switch
    {
        1 => Complex.ImaginaryOne,
        2 => -1,
        3 => -Complex.ImaginaryOne,
        _ => 1,
    };

    /// <summary>Creates the masks of a string.</summary>
    public static PauliMask Of(PauliString pauli)
    {
        var mask = new PauliMask(0, 0);
        for (int qubit = 0; qubit < pauli.QubitCount; qubit++)
        {
            mask = mask.With(qubit, pauli[qubit]);
        }

        return mask;
    }

    /// <summary>Returns the string times a letter on a qubit that had none.</summary>
    public PauliMask With(int qubit, Pauli letter) => new(
        X | (letter is Pauli.X or Pauli.Y ? 1 << qubit : 0), Z | (letter is Pauli.Z or Pauli.Y ? 1 << qubit : 0));

    /// <summary>Returns the product with a string on other qubits.</summary>
    public PauliMask Times(PauliMask other) => new(X | other.X, Z | other.Z);
}
