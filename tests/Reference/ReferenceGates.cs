using System.Numerics;

namespace CutAwareQnn.Reference;

/// <summary>
/// Dense gate matrices by name, each built from its definition: rotations as exponentials of Pauli matrices,
/// controlled gates as blocks. Phases are Qiskit's.
/// </summary>
/// <remarks>
/// Row and column index of <c>g q[a],q[b]</c> is 2·bit(b) + bit(a), so A on a and B on b is kron(B, A).
/// </remarks>
public static partial class ReferenceGates
{
    private static readonly Dictionary<string, Definition> Definitions =
        OneQubitGates().Concat(TwoQubitGates()).Concat(ThreeQubitGates()).ToDictionary(d => d.Name);

    /// <summary>Every name that <see cref="Matrix"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Definitions.Keys];

    /// <summary>Returns the gate's matrix, 2^k x 2^k for k qubits.</summary>
    /// <param name="name">OpenQASM name, lower case.</param>
    /// <param name="parameters">Angles in radians.</param>
    /// <exception cref="ArgumentException">The name is unknown, or the number of parameters is not the gate's.</exception>
    public static Complex[,] Matrix(string name, params double[] parameters)
    {
        Definition gate = Find(name);
        if (parameters.Length != gate.ParameterCount)
        {
            throw new ArgumentException(
                $"gate \"{name}\" takes {gate.ParameterCount} parameters but {parameters.Length} were given", nameof(parameters));
        }
        return gate.Build(parameters);
    }

    /// <summary>Returns the number of angles the gate takes.</summary>
    public static int ParameterCount(string name) => Find(name).ParameterCount;

    /// <summary>Returns the number of qubits the gate acts on.</summary>
    public static int QubitCount(string name) => Find(name).QubitCount;

    private static Definition Find(string name) => Definitions.TryGetValue(name, out Definition? gate)
        ? gate
        : throw new ArgumentException($"gate \"{name}\" is unknown; known are {string.Join(' ', Names)}", nameof(name));

    /// <summary>Returns exp(-i t G/2).</summary>
    private static Complex[,] Rotation(double t, Complex[,] generator) => generator.Scale(new Complex(0, -t / 2)).Exp();

    /// <summary>Returns U on the later arguments where the first argument, the least significant bit, is 1.</summary>
    private static Complex[,] Controlled(Complex[,] u)
    {
        Complex[,] off = DenseMatrix.Identity(u.GetLength(0)).Kronecker(DenseMatrix.Unit(2, 0, 0));
        Complex[,] on = u.Kronecker(DenseMatrix.Unit(2, 1, 1));
        return off.Add(on);
    }

    /// <summary>Returns A on the first argument, B on the second.</summary>
    private static Complex[,] OnBoth(Complex[,] first, Complex[,] second) => second.Kronecker(first);

    private sealed record Definition(string Name, int QubitCount, int ParameterCount, Func<double[], Complex[,]> Build);
}
