using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Circuits with weights on the halves of a forged state, <c>Σ_k λ_k U(θ)|a_k⟩ V(θ')|b_k⟩</c>: energies with the best λ, their
/// derivatives, and values from the measurements of single halves.
/// </summary>
/// <remarks>See <see cref="ForgedState"/>.</remarks>
public sealed class ForgedAnsatz
{
    /// <summary>The widest halves for which strings are chosen among all.</summary>
    public const int MostChosenQubits = 6;

    private readonly Circuit _low;
    private readonly Circuit _high;
    private readonly IReadOnlyList<(string Low, string High)> _strings;
    private readonly DerivativeStates[] _lowStates;
    private readonly DerivativeStates[] _highStates;

    /// <summary>Creates an ansatz.</summary>
    /// <param name="low">The low half's circuit, without measurements and features.</param>
    /// <param name="high">The high half's circuit, likewise; its weights are its own.</param>
    /// <param name="strings">One pair of bit strings per term, distinct per half; the rightmost character is qubit 0.</param>
    /// <exception cref="CircuitException">A circuit measures or takes features, or a string does not fit or occurs twice.</exception>
    public ForgedAnsatz(Circuit low, Circuit high, IReadOnlyList<(string Low, string High)> strings)
    {
        if (low.IsDynamic || high.IsDynamic || low.FeatureCount + high.FeatureCount > 0)
        {
            throw new CircuitException("a half of a forged state measures, resets or takes features; give circuits of gates and weights");
        }

        ForgedState.Check(strings);
        (_low, _high, _strings) = (low, high, strings);
        _lowStates = [.. strings.Select(s => new DerivativeStates(ForgedState.Prepared(low, s.Low)))];
        _highStates = [.. strings.Select(s => new DerivativeStates(ForgedState.Prepared(high, s.High)))];
    }

    /// <summary>Number of weights of both circuits.</summary>
    public int WeightCount => _low.WeightCount + _high.WeightCount;

    /// <summary>The pairs of bit strings, one per term.</summary>
    public IReadOnlyList<(string Low, string High)> Strings => _strings;

    /// <summary>Computes the lowest expectation value over λ, and its derivatives.</summary>
    /// <param name="observable">One letter per qubit of both halves; the rightmost is qubit 0.</param>
    /// <param name="weights">The low circuit's weights, then the high one's.</param>
    /// <exception cref="CircuitException">The observable or the weights do not fit.</exception>
    public ForgedEnergy Energy(PauliSum observable, IReadOnlyList<double> weights)
    {
        (double[] ofLow, double[] ofHigh) = Divided(weights);
        ForgedHalf low = ForgedHalf.Of(_lowStates, ofLow), high = ForgedHalf.Of(_highStates, ofHigh);
        int count = _strings.Count;
        (PauliTerm Term, PauliString Low, PauliString High)[] terms =
            [.. ForgedState.Split(observable, _low.QubitCount, _low.QubitCount + _high.QubitCount)];
        Complex[][,] onLow = [.. terms.Select(t => low.Products(t.Low))], onHigh = [.. terms.Select(t => high.Products(t.High))];
        var matrix = new Complex[count, count];
        for (int p = 0; p < terms.Length; p++)
        {
            for (int k = 0; k < count; k++)
            {
                for (int l = 0; l < count; l++)
                {
                    matrix[k, l] += terms[p].Term.Coefficient * onLow[p][k, l] * onHigh[p][k, l];
                }
            }
        }

        (double value, Complex[] best) = ForgedState.Lowest(matrix);
        double[] gradient = new double[WeightCount];
        for (int p = 0; p < terms.Length; p++)
        {
            low.AddDerivatives(terms[p].Term.Coefficient, terms[p].Low, best, onHigh[p], gradient.AsSpan(0, ofLow.Length));
            high.AddDerivatives(terms[p].Term.Coefficient, terms[p].High, best, onLow[p], gradient.AsSpan(ofLow.Length));
        }

        return new(value, State(weights, [.. best.Select(_ => 1.0)]).WithWeights(best), gradient);
    }

    /// <summary>
    /// Chooses pairs of bit strings, distinct per half, one after the other: each is the one with which the energy is lowest.
    /// </summary>
    /// <param name="low">The low half's circuit.</param>
    /// <param name="high">The high half's circuit.</param>
    /// <param name="observable">One letter per qubit of both halves.</param>
    /// <param name="weights">The low circuit's weights, then the high one's.</param>
    /// <param name="termCount">Number of pairs, 1 to 2^n for the narrower half's n.</param>
    /// <exception cref="CircuitException">A half has more than 6 qubits, or there are fewer pairs than are requested.</exception>
    public static ForgedAnsatz WithBestStrings(
        Circuit low, Circuit high, PauliSum observable, IReadOnlyList<double> weights, int termCount)
    {
        int most = Math.Max(low.QubitCount, high.QubitCount), least = Math.Min(low.QubitCount, high.QubitCount);
        if (most > MostChosenQubits || termCount < 1 || termCount > 1 << least)
        {
            throw new CircuitException(
                $"{Counted.Of(termCount, "pair")} of bit strings cannot be chosen for halves of {low.QubitCount} and "
                + $"{Counted.Of(high.QubitCount, "qubit")}; give halves of at most {MostChosenQubits} qubits and 1 to 2^n pairs");
        }

        return new(low, high, new BestStrings(low, high, observable, weights).Choose(termCount));
    }

    /// <summary>Returns the state at given weights of the circuits and of the terms.</summary>
    /// <param name="weights">The low circuit's weights, then the high one's.</param>
    /// <param name="terms">One weight per term, of either sign; their squares are scaled to add to 1.</param>
    public ForgedState State(IReadOnlyList<double> weights, IReadOnlyList<double> terms)
    {
        (double[] ofLow, double[] ofHigh) = Divided(weights);
        return ForgedState.Of(_low.Bind([], ofLow), _high.Bind([], ofHigh), _strings, terms);
    }

    /// <summary>
    /// Estimates an expectation value from measurements of the halves alone: one circuit per term, and two or four per pair of terms, half
    /// and Pauli string.
    /// </summary>
    /// <param name="observable">One letter per qubit of both halves.</param>
    /// <param name="weights">The low circuit's weights, then the high one's.</param>
    /// <param name="state">The state, for its weights of the terms: one that <see cref="Energy"/> or <see cref="State"/> returned.</param>
    /// <param name="shots">Shots of each circuit.</param>
    /// <param name="seed">Keys the draws.</param>
    /// <returns>An unbiased estimate with its standard error, and the number of circuits run.</returns>
    /// <remarks>
    /// <c>A_kl = ((α₀ - α₂) - i(α₁ - α₃))/2</c> with the values α_p of <see cref="ForgedState.Superposition"/>. What is known to be 0, as
    /// the imaginary part of a half with real amplitudes and an even number of Y, is not run.
    /// </remarks>
    public (Estimate Estimate, int CircuitCount) Sample(
        PauliSum observable, IReadOnlyList<double> weights, ForgedState state, long shots, ulong seed)
    {
        (double[] ofLow, double[] ofHigh) = Divided(weights);
        var low = new ForgedReadings(_low.Bind([], ofLow), [.. _strings.Select(s => s.Low)], shots, seed, 0);
        var high = new ForgedReadings(_high.Bind([], ofHigh), [.. _strings.Select(s => s.High)], shots, seed, 1UL << 32);
        Complex[] c = [.. state.Weights.Select((w, k) => Complex.FromPolarCoordinates(w, state.Phases[k]))];
        var sum = new ProductSum();
        foreach ((PauliTerm term, PauliString onLow, PauliString onHigh) in
            ForgedState.Split(observable, _low.QubitCount, _low.QubitCount + _high.QubitCount))
        {
            for (int k = 0; k < c.Length; k++)
            {
                sum.Add(term.Coefficient * c[k].Magnitude * c[k].Magnitude, low.Diagonal(k, onLow), high.Diagonal(k, onHigh));
                for (int l = k + 1; l < c.Length; l++)
                {
                    sum.Add(2 * term.Coefficient * Complex.Conjugate(c[k]) * c[l], low.Product(k, l, onLow), high.Product(k, l, onHigh));
                }
            }
        }

        return (sum.Estimate, low.CircuitCount + high.CircuitCount);
    }

    private (double[] Low, double[] High) Divided(IReadOnlyList<double> weights) => weights.Count == WeightCount
        ? ([.. weights.Take(_low.WeightCount)], [.. weights.Skip(_low.WeightCount)])
        : throw new CircuitException(
            $"{Counted.Of(weights.Count, "weight", "was", "were")} given to a forged ansatz of {WeightCount}; give {WeightCount}");
}
