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

    /// <summary>Number of circuits run per query.</summary>
    public int CircuitCount => _plan.VariantCount;

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
        double value = 0;
        for (int transcript = 0; transcript < 1 << _plan.Links.Count; transcript++)
        {
            int[] entries =
            [
                .. _plan.Processors.Select(p => (Pattern(p.Received, IsSet) << p.Sent.Count) + Pattern(p.Sent, IsSet)),
            ];
            for (int k = 0; k < _observable.Terms.Count; k++)
            {
                double product = _observable.Terms[k].Coefficient;
                for (int p = 0; p < entries.Length; p++)
                {
                    product *= tensors[p][k][entries[p]];
                }

                value += product;
            }

            bool IsSet(int bit) => (transcript >> _plan.Links.TakeWhile(l => l != bit).Count() & 1) == 1;
        }

        return value;
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
