using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>Estimates an observable from the circuits of a <see cref="PairedExpansion"/>, each run as one linked unit.</summary>
/// <param name="expansion">The circuits.</param>
/// <param name="observable">The observable, on the qubits of the circuit that was expanded.</param>
public sealed class PairedEstimator(PairedExpansion expansion, PauliSum observable)
{
    /// <summary>Number of circuits run: one per joint term and Pauli string that is not the identity.</summary>
    public int CircuitCount => expansion.Terms.Count * observable.Terms.Count(t => !t.String.IsIdentity);

    /// <summary>Computes the estimate.</summary>
    /// <param name="shots">Shots per circuit, at least 2; 0 for exact values.</param>
    /// <param name="seed">Keys the draws, by Pauli string and joint term.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>
    /// The value <c>Σ_k w_k Σ_i c_i m_ik</c> with means m of ±1; its standard error from the variances <c>(1 - m²)/(shots - 1)</c>.
    /// </returns>
    /// <exception cref="CircuitException">
    /// One shot per circuit was requested, which has no variance, or the observable does not fit.
    /// </exception>
    public Estimate Run(long shots, ulong seed, CancellationToken cancellationToken)
    {
        if (shots is 1 or < 0)
        {
            throw new CircuitException(
                $"{Counted.Of(shots, "shot")} per circuit cannot give a standard error, which needs at least 2; give 2 or more");
        }

        double value = 0, variance = 0;
        for (int k = 0; k < observable.Terms.Count; k++)
        {
            PauliTerm term = observable.Terms[k];
            if (term.String.IsIdentity)
            {
                value += term.Coefficient;
                continue;
            }

            for (int i = 0; i < expansion.Terms.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                PairedTerm joint = expansion.Terms[i];
                double mean =
                    CircuitSimulator.Expectation(joint.Circuit, [], [], Widened(term.String, joint.Circuit.QubitCount), joint.SignBits);
                double weight = term.Coefficient * joint.Coefficient;
                if (shots > 0)
                {
                    var random = new CounterRandom(seed, (ulong)k, (ulong)i);
                    mean = (2.0 * Binomial.Draw(ref random, shots, Math.Clamp((1 + mean) / 2, 0, 1)) / shots) - 1;
                    variance += weight * weight * (1 - (mean * mean)) / (shots - 1);
                }

                value += weight * mean;
            }
        }

        return new(value, Math.Sqrt(variance));
    }

    private static PauliString Widened(PauliString pauli, int qubitCount) =>
        PauliString.Parse(new string('I', qubitCount - pauli.QubitCount) + pauli.Letters);
}
