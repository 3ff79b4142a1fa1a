using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Answers queries exactly on linked processors, <c>⟨O⟩ = Σ_k c_k Σ_transcripts Π_p T_p,k[received, sent]</c>, where T is the expectation
/// of a processor's part of Pauli string k, restricted to the bits that it sends, in the variant for the bits that it receives.
/// </summary>
public sealed class LinkedEstimator
{
    private readonly LinkedPlan _plan;
    private readonly PauliSum _observable;
    private readonly Circuit[][] _variants;

    /// <summary>Prepares the variants of every processor.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="observable">The observable, on the qubits of the whole circuit.</param>
    /// <exception cref="CircuitException">The observable has another number of letters.</exception>
    public LinkedEstimator(LinkedPlan plan, PauliSum observable)
    {
        foreach (PauliTerm term in observable.Terms)
        {
            if (term.String.QubitCount != plan.Circuit.QubitCount)
            {
                throw new CircuitException(
                    $"observable term {term.String.Letters} has {Counted.Of(term.String.QubitCount, "letter")} but the circuit has "
                    + $"{Counted.Of(plan.Circuit.QubitCount, "qubit")}; give one letter per qubit");
            }
        }

        (_plan, _observable) = (plan, observable);
        _variants = [.. plan.Processors.Select(p => Enumerable.Range(0, p.VariantCount).Select(p.Variant).ToArray())];
    }

    /// <summary>Number of circuits that exact values take per query.</summary>
    public int CircuitCount => _plan.VariantCount;

    /// <summary>Number of circuits of the linked unit that shots take per query: one per Pauli string that is not the identity.</summary>
    public int SampledCircuitCount => _observable.Terms.Count(t => !t.String.IsIdentity);

    /// <summary>Runs every variant of one query.</summary>
    /// <param name="query">The query.</param>
    /// <returns>Per processor and Pauli string: [received · 2^sent + sent bits].</returns>
    /// <exception cref="CircuitException">A vector of the query has another length or a number that is not finite.</exception>
    public double[][][] Execute(EstimatorQuery query)
    {
        QueryChecks.Check(_plan.Circuit, [query]);
        return
        [
            .. _plan.Processors.Select((processor, p) =>
            {
                PauliString[] strings = [.. _observable.Terms.Select(t => PauliString.Of(processor.Qubits.Select(q => t.String[q])))];
                double[][] tensors = [.. strings.Select(_ => new double[processor.VariantCount << processor.Sent.Count])];
                for (int received = 0; received < _variants[p].Length; received++)
                {
                    foreach (CircuitBranch branch in CircuitSimulator.Branches(_variants[p][received], query.Features, query.Weights))
                    {
                        int entry = (received << processor.Sent.Count) + Pattern(processor.Sent, b => branch.Bits[b]);
                        for (int k = 0; k < strings.Length; k++)
                        {
                            tensors[k][entry] += branch.State.Expectation(strings[k]);
                        }
                    }
                }

                return tensors;
            }),
        ];
    }

    /// <summary>Sums over the transcripts.</summary>
    /// <param name="tensors">The result of <see cref="Execute"/>.</param>
    /// <returns>The exact expectation value.</returns>
    public double Reconstruct(double[][][] tensors)
    {
        double[] means = Means(tensors);
        return _observable.Terms.Select((term, k) => term.Coefficient * means[k]).Sum();
    }

    /// <summary>
    /// Estimates the value with shots of the linked unit, shot by shot. Whatever bits cross, the product of the processors' outcomes is
    /// ±1 with the mean that the transcripts give, so that the sum of all shots is binomial.
    /// </summary>
    /// <param name="tensors">The result of <see cref="Execute"/>.</param>
    /// <param name="shots">Shots per Pauli string, at least 2.</param>
    /// <param name="seed">Keys the draws, by query and Pauli string.</param>
    /// <param name="query">The query's identifier.</param>
    /// <returns>The value with the standard error of means m of ±1, from variances <c>(1 - m²)/(shots - 1)</c>.</returns>
    /// <exception cref="CircuitException">One shot, which has no variance, or fewer.</exception>
    public Estimate Sample(double[][][] tensors, long shots, ulong seed, ulong query)
    {
        if (shots < 2)
        {
            throw new CircuitException(
                $"{Counted.Of(shots, "shot")} per circuit cannot give a standard error, which needs at least 2; give 2 or more");
        }

        double value = 0, variance = 0;
        foreach ((int k, double mean) in Means(tensors).Index())
        {
            PauliTerm term = _observable.Terms[k];
            if (term.String.IsIdentity)
            {
                value += term.Coefficient;
                continue;
            }

            var random = new CounterRandom(seed, query, (ulong)k);
            double drawn = (2.0 * Binomial.Draw(ref random, shots, Math.Clamp((1 + mean) / 2, 0, 1)) / shots) - 1;
            value += term.Coefficient * drawn;
            variance += term.Coefficient * term.Coefficient * (1 - (drawn * drawn)) / (shots - 1);
        }

        return new(value, Math.Sqrt(variance));
    }

    // The expectation value of each Pauli string.
    private double[] Means(double[][][] tensors)
    {
        double[] means = new double[_observable.Terms.Count];
        for (int transcript = 0; transcript < 1 << _plan.Links.Count; transcript++)
        {
            int[] entries =
            [
                .. _plan.Processors.Select(p => (Pattern(p.Received, IsSet) << p.Sent.Count) + Pattern(p.Sent, IsSet)),
            ];
            for (int k = 0; k < means.Length; k++)
            {
                double product = 1;
                for (int p = 0; p < entries.Length; p++)
                {
                    product *= tensors[p][k][entries[p]];
                }

                means[k] += product;
            }

            bool IsSet(int bit) => (transcript >> _plan.Links.TakeWhile(l => l != bit).Count() & 1) == 1;
        }

        return means;
    }

    private static int Pattern(EquatableArray<int> bits, Func<int, bool> isSet)
    {
        int pattern = 0;
        for (int i = 0; i < bits.Count; i++)
        {
            pattern |= isSet(bits[i]) ? 1 << i : 0;
        }

        return pattern;
    }
}
