using System.Numerics;

namespace CutAwareQnn.Reference;

public static partial class ReferenceGates
{
    private static IEnumerable<Definition> OneQubitGates() =>
    [
        new("id", 1, 0, _ => DensePauli.I),
        new("x", 1, 0, _ => DensePauli.X),
        new("y", 1, 0, _ => DensePauli.Y),
        new("z", 1, 0, _ => DensePauli.Z),
        new("h", 1, 0, _ => Hadamard()),
        new("s", 1, 0, _ => Phase(Math.PI / 2)),
        new("sdg", 1, 0, _ => Phase(-Math.PI / 2)),
        new("t", 1, 0, _ => Phase(Math.PI / 4)),
        new("tdg", 1, 0, _ => Phase(-Math.PI / 4)),
        new("sx", 1, 0, _ => RootX()),
        new("sxdg", 1, 0, _ => RootX().Adjoint()),
        new("rx", 1, 1, p => Rotation(p[0], DensePauli.X)),
        new("ry", 1, 1, p => Rotation(p[0], DensePauli.Y)),
        new("rz", 1, 1, p => Rotation(p[0], DensePauli.Z)),
        new("p", 1, 1, p => Phase(p[0])),
        new("u1", 1, 1, p => Phase(p[0])),
        new("u2", 1, 2, p => Euler(Math.PI / 2, p[0], p[1])),
        new("u3", 1, 3, p => Euler(p[0], p[1], p[2])),
        new("u", 1, 3, p => Euler(p[0], p[1], p[2])),
    ];

    private static Complex[,] Hadamard() => DensePauli.X.Add(DensePauli.Z).Scale(1 / Math.Sqrt(2));

    /// <summary>Returns diag(1, e^{it}) = exp(it|1⟩⟨1|).</summary>
    private static Complex[,] Phase(double t) => DenseMatrix.Unit(2, 1, 1).Scale(new Complex(0, t)).Exp();

    /// <summary>Returns e^{iπ/4} RX(π/2), whose square is X; the phase shows once the gate is controlled.</summary>
    private static Complex[,] RootX() =>
        Rotation(Math.PI / 2, DensePauli.X).Scale(Complex.FromPolarCoordinates(1, Math.PI / 4));

    /// <summary>Returns U(θ,φ,λ) = P(φ) RY(θ) P(λ).</summary>
    private static Complex[,] Euler(double theta, double phi, double lambda) =>
        Phase(phi).Multiply(Rotation(theta, DensePauli.Y)).Multiply(Phase(lambda));
}
