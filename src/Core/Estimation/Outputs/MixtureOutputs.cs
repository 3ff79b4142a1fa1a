using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Estimates an output distribution from independent weighted samples: every shot draws a term of each cut with probability |c|/γ, runs
/// every fragment once and counts its string with the weight ±γ. It needs no tensor over many cuts, and no array over all strings.
/// </summary>
/// <remarks>
/// <c>p(x) = mean of w[x_i = x]</c>, <c>N Var p(x) = γ² r(x) - p(x)²</c> with r the share of shots that gave x; any function a of the
/// string has the mean of w·a(x_i). Lowe et al., arXiv:2207.14734; FORMULAS_NEXT.md section 2.6.
/// </remarks>
public sealed class MixtureOutputs
{
    private readonly SortedDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private readonly int[] _qubits;
    private readonly long _shots;
    private readonly int _circuitsPerShot;

    private MixtureOutputs(int[] qubits, long shots, double gamma, int circuitsPerShot)
    {
        _qubits = qubits;
        _shots = shots;
        Gamma = gamma;
        _circuitsPerShot = circuitsPerShot;
    }

    /// <summary>γ, the weight of every shot but for its sign.</summary>
    public double Gamma { get; }

    /// <summary>Takes the shots.</summary>
    /// <param name="plan">A plan of <see cref="OutputPlanner"/>; its observable's qubits are resolved.</param>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <param name="shots">Shots of the whole circuit, from 1.</param>
    /// <param name="seed">Keys the random numbers; the stream is (seed, 0, 0).</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="CircuitException">A fragment is too wide.</exception>
    public static MixtureOutputs Run(
        CutPlan plan, double[] features, double[] weights, long shots, ulong seed, CancellationToken cancellationToken = default)
    {
        HashSet<int> kept = [.. plan.Observable.Terms.SelectMany(t => t.String.Support)];
        TermLaw[] terms = [.. OutputNetwork.Bonds(plan, features, weights).Select((bond, c) => TermLaw.Of(plan.Cuts[c], bond))];
        FragmentLaw[] fragments = [.. plan.Fragments.Select(f => FragmentLaw.Of(
            f, OutputNetwork.Tensor(f, features, weights, kept.Contains, cancellationToken)))];
        double gamma = terms.Aggregate(1.0, (product, law) => product * law.Norm);
        var outputs = new MixtureOutputs([.. kept.Order()], shots, gamma, fragments.Length);
        outputs.Draw(terms, fragments, seed, cancellationToken);
        return outputs;
    }

    /// <summary>Returns the estimates of all bit strings that were seen.</summary>
    public OutputEstimates Estimates()
    {
        double[] raw = [.. _tallies.Values.Select(t => Gamma * t.SignSum / _shots)];
        double all = Math.ScaleB(1, _qubits.Length);
        double[] projected = SimplexProjection.Of(raw, all - raw.Length);
        return new(
            _qubits,
            [
                .. _tallies.Index()
                    .Select(
                        t => new EstimatedString(
                            t.Item.Key, raw[t.Index], Error(t.Item.Value.Count, raw[t.Index], 1 / all), projected[t.Index])),
            ],
            _circuitsPerShot * _shots,
            _circuitsPerShot * _shots);
    }

    /// <summary>The standard error of a string that was never seen.</summary>
    public double UnseenError => Error(0, 0, Math.ScaleB(1, -_qubits.Length));

    /// <summary>Returns the mean of a function of the bit string.</summary>
    /// <param name="function">Its value for a string; the rightmost character is the lowest qubit.</param>
    /// <returns>The estimate with its standard error.</returns>
    public (double Value, double StandardError) Mean(Func<string, double> function)
    {
        double value = 0;
        double square = 0;
        foreach ((string bits, Tally tally) in _tallies)
        {
            double a = function(bits);
            value += a * tally.SignSum;
            square += a * a * tally.Count;
        }

        value *= Gamma / _shots;
        return (value, Math.Sqrt(Math.Max(0, (Gamma * Gamma * square / _shots) - (value * value)) / _shots));
    }

    // As if one shot more had been seen, spread evenly over all strings.
    private double Error(long count, double raw, double even) =>
        Math.Sqrt(Math.Max(0, (Gamma * Gamma * (count + even) / (_shots + 1)) - (raw * raw)) / _shots);

    private void Draw(TermLaw[] terms, FragmentLaw[] fragments, ulong seed, CancellationToken cancellationToken)
    {
        var random = new CounterRandom(seed, 0, 0);
        var writer = new BitStringWriter(_qubits, [.. fragments.Select(f => f.Qubits)]);
        int[] variants = new int[fragments.Length];
        int[] outcomes = new int[fragments.Length];
        for (long shot = 0; shot < _shots; shot++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(variants);
            int sign = 1;
            foreach (TermLaw law in terms)
            {
                (CutSide first, CutSide second) = (law.Cut.First, law.Cut.Second);
                (int atFirst, int atSecond, int ofTerm) = law.Draw(ref random);
                variants[first.Fragment] += atFirst * fragments[first.Fragment].Strides[first.Leg];
                variants[second.Fragment] += atSecond * fragments[second.Fragment].Strides[second.Leg];
                sign *= ofTerm;
            }

            for (int f = 0; f < fragments.Length; f++)
            {
                (outcomes[f], int measured) = fragments[f].Draw(ref random, variants[f]);
                sign *= measured;
            }

            string bits = writer.Write(outcomes);
            Tally tally = _tallies.GetValueOrDefault(bits);
            _tallies[bits] = new(tally.Count + 1, tally.SignSum + sign);
        }
    }

    private readonly record struct Tally(long Count, long SignSum);
}
