using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>
/// The outcome probabilities of any circuit and their exact derivatives: of measured qubits, <c>p_o = 2^-k Σ_S (-1)^|o ∧ S| ⟨Z_S⟩</c> over
/// the subsets S of k qubits, or of one Pauli string of eigenvalues ±1.
/// </summary>
public sealed class CircuitOutcomes
{
    /// <summary>The largest number of readout qubits.</summary>
    public const int MaxQubits = 6;

    private readonly Circuit _circuit;
    private readonly ExactEstimator[] _estimators;

    /// <summary>Prepares the outcomes of measured qubits.</summary>
    /// <param name="circuit">The circuit; it may measure and have conditions.</param>
    /// <param name="readout">Distinct qubits; the first is the outcome's first, most significant bit.</param>
    /// <exception cref="CircuitException">A qubit is outside the circuit or occurs twice, or there are too many or none.</exception>
    public CircuitOutcomes(Circuit circuit, IReadOnlyList<int> readout)
    {
        if (readout.Count is < 1 or > MaxQubits || readout.Distinct().Count() != readout.Count
            || readout.Any(q => q < 0 || q >= circuit.QubitCount))
        {
            throw new CircuitException(
                $"readout {string.Join(",", readout)} does not fit a circuit of {Counted.Of(circuit.QubitCount, "qubit")}; give 1 to "
                + $"{MaxQubits} distinct qubits from 0 to {circuit.QubitCount - 1}");
        }

        _circuit = circuit;
        OutcomeCount = 1 << readout.Count;
        _estimators =
        [
            .. Enumerable.Range(1, OutcomeCount - 1).Select(subset => new ExactEstimator(circuit, PauliSum.Parse(new string(
                [.. Enumerable.Range(0, circuit.QubitCount).Reverse().Select(q => Holds(subset, q) ? 'Z' : 'I')])))),
        ];

        bool Holds(int subset, int qubit)
        {
            int place = readout.ToList().IndexOf(qubit);
            return place >= 0 && (subset >> (readout.Count - 1 - place) & 1) == 1;
        }
    }

    /// <summary>Prepares the two outcomes of a Pauli string: +1 first.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">One Pauli string other than the identity, with the coefficient 1.</param>
    /// <exception cref="CircuitException">The observable is not such a string.</exception>
    public CircuitOutcomes(Circuit circuit, PauliSum observable)
    {
        if (observable.Terms.Count != 1 || observable.Terms[0].Coefficient != 1 || observable.Terms[0].String.IsIdentity)
        {
            throw new CircuitException(
                $"observable {observable} has no two outcomes; give one Pauli string such as ZIIZ, without a coefficient");
        }

        _circuit = circuit;
        OutcomeCount = 2;
        _estimators = [new(circuit, observable)];
    }

    /// <summary>Number of outcomes.</summary>
    public int OutcomeCount { get; }

    /// <summary>Computes probabilities and derivatives.</summary>
    /// <param name="features">One vector per sample.</param>
    /// <param name="weights">The weight vector.</param>
    /// <returns>One entry per sample.</returns>
    public OutcomeJacobian[] Jacobians(IReadOnlyList<double[]> features, double[] weights)
    {
        EstimatorQuery[] queries = [.. features.Select((x, i) => new EstimatorQuery((ulong)i, x, weights))];
        IReadOnlyList<Estimate>[] estimates =
        [
            .. _estimators.Select(e => e.Estimate(queries, new(GradientMethod.Adjoint, GradientTargets.Weights))),
        ];
        return [.. features.Select((_, sample) => At(sample))];

        OutcomeJacobian At(int sample)
        {
            double[] probabilities = new double[OutcomeCount];
            double[,] derivatives = new double[OutcomeCount, _circuit.WeightCount];
            for (int o = 0; o < OutcomeCount; o++)
            {
                probabilities[o] = 1.0 / OutcomeCount;
                for (int subset = 1; subset < OutcomeCount; subset++)
                {
                    double share = ((BitOperations.PopCount((uint)(o & subset)) & 1) == 0 ? 1.0 : -1) / OutcomeCount;
                    Estimate estimate = estimates[subset - 1][sample];
                    probabilities[o] += share * estimate.Value;
                    for (int w = 0; w < _circuit.WeightCount; w++)
                    {
                        derivatives[o, w] += share * estimate.Gradient!.Weights[w];
                    }
                }
            }

            return new(probabilities, derivatives);
        }
    }
}
