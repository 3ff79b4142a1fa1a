using System.Numerics;

namespace CutAwareQnn.Reference;

public sealed partial class SuperOperator
{
    /// <summary>Creates ρ ↦ ρ.</summary>
    public static SuperOperator Identity(int qubitCount) => FromMap(qubitCount, rho => rho);

    /// <summary>Creates ρ ↦ U ρ U†.</summary>
    public static SuperOperator Unitary(Complex[,] u) =>
        FromMap(int.Log2(u.GetLength(0)), rho => u.Multiply(rho).Multiply(u.Adjoint()));

    /// <summary>Creates ρ ↦ Σ w_i K_i ρ K_i† for real weights of either sign.</summary>
    public static SuperOperator Kraus(IReadOnlyList<double> weights, IReadOnlyList<Complex[,]> operators)
    {
        if (weights.Count != operators.Count)
            throw new ArgumentException($"{weights.Count} weights but {operators.Count} operators", nameof(weights));
        return operators.Select((k, i) => Unitary(k).Times(weights[i])).Aggregate((a, b) => a.Plus(b));
    }

    /// <summary>M: P0 ρ P0 - P1 ρ P1, a Z measurement weighted by (-1)^outcome.</summary>
    public static SuperOperator SignedMeasurement { get; } = Kraus([1, -1], [DenseMatrix.Unit(2, 0, 0), DenseMatrix.Unit(2, 1, 1)]);

    /// <summary>D: P0 ρ P0 + P1 ρ P1, a Z measurement whose outcome is not used.</summary>
    public static SuperOperator Dephasing { get; } = Kraus([1, 1], [DenseMatrix.Unit(2, 0, 0), DenseMatrix.Unit(2, 1, 1)]);

    /// <summary>T: (ρZ - Zρ)/(2i).</summary>
    public static SuperOperator Twist { get; } = FromMap(1, rho =>
        rho.Multiply(DensePauli.Z).Add(DensePauli.Z.Multiply(rho).Scale(-1)).Scale(1 / new Complex(0, 2)));

    /// <summary>R: tr(ρ)|0⟩⟨0|.</summary>
    public static SuperOperator Reset { get; } = Prepare(DenseMatrix.Unit(2, 0, 0));

    /// <summary>Creates W(a): K+ ρ K+† - K- ρ K-† with K± = (e^{ia/2} I ± e^{-ia/2} Z)/2, a in radians.</summary>
    public static SuperOperator Instrument(double a)
    {
        Complex[,] i = DensePauli.I.Scale(Complex.FromPolarCoordinates(0.5, a / 2));
        Complex[,] z = DensePauli.Z.Scale(Complex.FromPolarCoordinates(0.5, -a / 2));
        return Kraus([1, -1], [i.Add(z), i.Add(z.Scale(-1))]);
    }

    /// <summary>Creates ρ ↦ tr(ρ) σ.</summary>
    public static SuperOperator Prepare(Complex[,] sigma) => MeasurePrepare(DenseMatrix.Identity(sigma.GetLength(0)), sigma);

    /// <summary>Creates ρ ↦ tr(O ρ) σ: one term of a cut wire.</summary>
    public static SuperOperator MeasurePrepare(Complex[,] observable, Complex[,] sigma) =>
        FromMap(int.Log2(sigma.GetLength(0)), rho => sigma.Scale(observable.Multiply(rho).Trace()));

    /// <summary>
    /// Creates the map of one named operation: a gate, or M (signed measurement), D or Mu (dephasing), T (twist), R (reset), W (instrument,
    /// one angle).
    /// </summary>
    public static SuperOperator Of(ReferenceOp op) => op.Name switch
    {
        "M" => SignedMeasurement,
        "D" or "Mu" => Dephasing,
        "T" => Twist,
        "W" => Instrument(op.Parameters[0]),
        "R" => Reset,
        _ => Unitary(ReferenceGates.Matrix(op.Name, op.Parameters)),
    };

    /// <summary>Creates the one-qubit map of operations in time order; the identity for none.</summary>
    public static SuperOperator Of(IEnumerable<ReferenceOp> ops) => ops.Aggregate(Identity(1), (map, op) => map.Then(Of(op)));
}
