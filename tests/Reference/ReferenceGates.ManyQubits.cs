using System.Numerics;

namespace CutAwareQnn.Reference;

public static partial class ReferenceGates
{
    /// <summary>Returns X or a phase under many controls, for any number of qubits; null for another name.</summary>
    /// <param name="name">OpenQASM name, lower case.</param>
    /// <param name="qubitCount">Controls and target.</param>
    /// <param name="parameters">The phase in radians, or nothing.</param>
    public static Complex[,]? Many(string name, int qubitCount, double[] parameters)
    {
        Complex[,]? matrix = name switch
        {
            "mcx" or "c3x" or "c4x" => DensePauli.X,
            "mcphase" => DenseMatrix.Unit(2, 0, 0).Add(DenseMatrix.Unit(2, 1, 1).Scale(Complex.FromPolarCoordinates(1, parameters[0]))),
            _ => null,
        };
        for (int control = 1; matrix is not null && control < qubitCount; control++)
        {
            matrix = Controlled(matrix);
        }

        return matrix;
    }
}
