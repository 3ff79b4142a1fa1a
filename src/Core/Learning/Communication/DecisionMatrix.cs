using CutAwareQnn.Circuits;
using MathNet.Numerics.LinearAlgebra;

namespace CutAwareQnn.Learning;

/// <summary>
/// The values <c>F[i, j] = f(xA_i, xB_j)</c> of a trained readout over a grid of the processors' inputs. Its rank is at most <c>4^k + 1</c>
/// with k shared pairs and without communication, for any readout.
/// </summary>
public sealed class DecisionMatrix
{
    /// <summary>A singular value below this share of the largest one counts as 0.</summary>
    public const double RankTolerance = 1e-10;

    /// <summary>Evaluates a model on a grid.</summary>
    /// <param name="model">A model on two processors.</param>
    /// <param name="weights">The weights of the circuit.</param>
    /// <param name="readout">One weight per outcome.</param>
    /// <param name="inputsOfA">The rows: vectors of processor A's features.</param>
    /// <param name="inputsOfB">The columns: vectors of processor B's features.</param>
    /// <exception cref="CircuitException">The model has one processor, or a vector has another length.</exception>
    public DecisionMatrix(
        ProcessorModel model, double[] weights, double[] readout, IReadOnlyList<double[]> inputsOfA, IReadOnlyList<double[]> inputsOfB)
    {
        if (model.Resource == ProcessorResource.Single)
        {
            throw new CircuitException("a decision matrix needs two processors; give a model that has them");
        }

        double[][] features = [.. inputsOfA.SelectMany(a => inputsOfB.Select(b => a.Concat(b).ToArray()))];
        double[][] outcomes = new ProcessorEvaluator(model).Probabilities(model.Embed(features), weights);
        Values = new double[inputsOfA.Count, inputsOfB.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            Values[i / inputsOfB.Count, i % inputsOfB.Count] = outcomes[i].Zip(readout, (p, v) => p * v).Sum();
        }

        SingularValues = [.. Matrix<double>.Build.DenseOfArray(Values).Svd(computeVectors: false).S];
    }

    /// <summary>The values, [input of A, input of B].</summary>
    public double[,] Values { get; }

    /// <summary>The singular values, the largest first.</summary>
    public IReadOnlyList<double> SingularValues { get; }

    /// <summary>Number of singular values that are not 0.</summary>
    public int Rank => SingularValues.Count(s => s > RankTolerance * SingularValues[0]);
}
