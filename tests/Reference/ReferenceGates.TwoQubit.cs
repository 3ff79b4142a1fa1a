using System.Numerics;

namespace CutAwareQnn.Reference;

public static partial class ReferenceGates
{
    private static IEnumerable<Definition> TwoQubitGates() =>
    [
        .. ControlledGates(),
        new("swap", 2, 0, _ => Swap()),
        new("iswap", 2, 0, _ => XXPlusYY(-Math.PI, 0)),
        new("sqrt_iswap", 2, 0, _ => XXPlusYY(-Math.PI / 2, 0)),
        new("dcx", 2, 0, _ => DoubleCX()),
        new("ecr", 2, 0, _ => EchoedCrossResonance()),
        new("rxx", 2, 1, p => Rotation(p[0], OnBoth(DensePauli.X, DensePauli.X))),
        new("ryy", 2, 1, p => Rotation(p[0], OnBoth(DensePauli.Y, DensePauli.Y))),
        new("rzz", 2, 1, p => Rotation(p[0], OnBoth(DensePauli.Z, DensePauli.Z))),
        new("rzx", 2, 1, p => Rotation(p[0], OnBoth(DensePauli.Z, DensePauli.X))),
        new("xx_plus_yy", 2, 2, p => XXPlusYY(p[0], p[1])),
        new("xx_minus_yy", 2, 2, p => XXMinusYY(p[0], p[1])),
    ];

    private static IEnumerable<Definition> ControlledGates()
    {
        foreach (string target in (string[])["x", "y", "z", "h", "s", "sdg", "sx", "rx", "ry", "rz", "p", "u1", "u3"])
        {
            Definition gate = OneQubitGates().Single(d => d.Name == target);
            yield return new("c" + target, 2, gate.ParameterCount, p => Controlled(gate.Build(p)));
        }
        // The fourth angle is a phase of U, hence a phase gate on the control.
        yield return new("cu", 2, 4, p => Controlled(Euler(p[0], p[1], p[2]).Scale(Complex.FromPolarCoordinates(1, p[3]))));
    }

    /// <summary>Returns (II + XX + YY + ZZ)/2.</summary>
    private static Complex[,] Swap()
    {
        var result = new Complex[4, 4];
        foreach (Complex[,] pauli in (Complex[][,])[DensePauli.I, DensePauli.X, DensePauli.Y, DensePauli.Z])
            result = result.Add(OnBoth(pauli, pauli).Scale(0.5));
        return result;
    }

    /// <summary>Returns CX(a,b), then CX(b,a).</summary>
    private static Complex[,] DoubleCX()
    {
        Complex[,] forward = Controlled(DensePauli.X);
        Complex[,] backward = Swap().Multiply(forward).Multiply(Swap());
        return backward.Multiply(forward);
    }

    /// <summary>Returns (X_a - Y_a X_b)/√2.</summary>
    private static Complex[,] EchoedCrossResonance() =>
        OnBoth(DensePauli.X, DensePauli.I).Add(OnBoth(DensePauli.Y, DensePauli.X).Scale(-1)).Scale(1 / Math.Sqrt(2));

    /// <summary>Returns RZ_a(-β) exp(-iθ(XX+YY)/4) RZ_a(β).</summary>
    private static Complex[,] XXPlusYY(double theta, double beta)
    {
        Complex[,] generator = OnBoth(DensePauli.X, DensePauli.X).Add(OnBoth(DensePauli.Y, DensePauli.Y)).Scale(0.5);
        return InFrameOnFirst(-beta, Rotation(theta, generator));
    }

    /// <summary>Returns RZ_a(β) exp(-iθ(XX-YY)/4) RZ_a(-β); the phase sits on |00⟩⟨11|, where RZ on either qubit gives the same.</summary>
    private static Complex[,] XXMinusYY(double theta, double beta)
    {
        Complex[,] generator = OnBoth(DensePauli.X, DensePauli.X).Add(OnBoth(DensePauli.Y, DensePauli.Y).Scale(-1)).Scale(0.5);
        return InFrameOnFirst(beta, Rotation(theta, generator));
    }

    private static Complex[,] InFrameOnFirst(double angle, Complex[,] core)
    {
        Complex[,] frame = OnBoth(Rotation(angle, DensePauli.Z), DensePauli.I);
        return frame.Multiply(core).Multiply(frame.Adjoint());
    }
}
