using System.Numerics;
using CutAwareQnn.Circuits;
using MathNet.Numerics.LinearAlgebra;

namespace CutAwareQnn.Learning;

/// <summary>
/// The Fisher information of a classifier at some weights, <c>F = mean_x Σ_y ∂p_y ∂p_yᵀ / p_y</c> over its labels y, from its Jacobian.
/// </summary>
/// <remarks>
/// Kept as the factor R of <c>F = Rᵀ R</c> with one row per sample and label, scaled by <c>1/√p</c>; the parity's two rows are one,
/// <c>∂z/√(1 - z²)</c>. Labels of probability 0 add nothing. Abbas et al. 2021, arXiv:2011.00027, equation 5.
/// </remarks>
/// <example>
/// <code>
/// // One angle of one rotation: the outcome's probability is cos²(w/2), its Fisher information 1 for every w.
/// Circuit circuit = new CircuitBuilder(1).Add(Gates.RY, Angle.Weight(0), 0).Build();
/// OutcomeJacobian[] jacobians = new CircuitOutcomes(circuit, readout: [0]).Jacobians([[]], [0.7]);
/// Console.WriteLine($"{new FisherInformation(jacobians, OutcomeLabels.Outcomes).Trace:F6}");    // 1.000000
/// </code>
/// </example>
public sealed class FisherInformation
{
    /// <summary>A singular value of the Jacobian below this share of the largest one counts as 0.</summary>
    public const double RankTolerance = 1e-7;

    private readonly Matrix<double> _factor;

    /// <summary>Computes the factor.</summary>
    /// <param name="jacobians">One per sample, at the same weights; at least one.</param>
    /// <param name="labels">The labels.</param>
    /// <exception cref="CircuitException">There is no sample or no weight.</exception>
    public FisherInformation(IReadOnlyList<OutcomeJacobian> jacobians, OutcomeLabels labels)
    {
        int weightCount = jacobians.Count == 0 ? 0 : jacobians[0].Derivatives.GetLength(1);
        if (weightCount == 0)
        {
            throw new CircuitException("Fisher information was requested without samples or without weights; give at least one of each");
        }

        double[][] rows = [.. jacobians.SelectMany(j => labels == OutcomeLabels.Parity ? [Parity(j)] : Outcomes(j))];
        _factor = Matrix<double>.Build.DenseOfRowArrays(rows) / Math.Sqrt(jacobians.Count);
    }

    /// <summary>Number of weights.</summary>
    public int WeightCount => _factor.ColumnCount;

    /// <summary>The trace of F, per radian squared.</summary>
    public double Trace => _factor.Enumerate().Sum(x => x * x);

    /// <summary>Computes the matrix F.</summary>
    /// <returns>[weight, weight], per radian squared; symmetric and positive semidefinite to rounding.</returns>
    public double[,] Matrix() => _factor.TransposeThisAndMultiply(_factor).ToArray();

    /// <summary>Computes the singular values of the Jacobian, the largest first; the eigenvalues of F are their squares.</summary>
    public double[] SingularValues() => [.. _factor.Svd(computeVectors: false).S];

    /// <summary>Computes the rank of F from the Jacobian, whose singular values are not squared; at most the number of rows.</summary>
    public int Rank()
    {
        double[] values = SingularValues();
        return values.Count(s => s > RankTolerance * values[0]);
    }

    private static double[] Parity(OutcomeJacobian jacobian)
    {
        double mean = 0;
        double[] row = new double[jacobian.Derivatives.GetLength(1)];
        for (int o = 0; o < jacobian.Probabilities.Length; o++)
        {
            int sign = (BitOperations.PopCount((uint)o) & 1) == 0 ? 1 : -1;
            mean += sign * jacobian.Probabilities[o];
            for (int w = 0; w < row.Length; w++)
            {
                row[w] += sign * jacobian.Derivatives[o, w];
            }
        }

        return Scaled(row, (1 - mean) * (1 + mean));
    }

    private static IEnumerable<double[]> Outcomes(OutcomeJacobian jacobian) =>
        Enumerable.Range(0, jacobian.Probabilities.Length).Select(o =>
        Scaled(
            [.. Enumerable.Range(0, jacobian.Derivatives.GetLength(1)).Select(w => jacobian.Derivatives[o, w])],
            jacobian.Probabilities[o]));

    private static double[] Scaled(double[] row, double probability) =>
        probability > 0 ? [.. row.Select(x => x / Math.Sqrt(probability))] : new double[row.Length];
}
