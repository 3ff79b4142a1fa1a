using System.Threading;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// The exact output distribution of a cut circuit: marginals, conditionals, samples and the most likely bit strings, without an object of
/// size 2^n. Bit q of a bin or a string belongs to the q-th of the qubits in ascending order; in text the rightmost character is the lowest
/// qubit.
/// </summary>
/// <remarks>
/// A probability is a contraction of the fragments' outcome tensors over the cuts' bonds. Fragments are fixed one after another, and
/// everything after the last fixed one is summed over beforehand. FORMULAS_NEXT.md section 2; Tang et al., CutQC, arXiv:2012.02333.
/// </remarks>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(4).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.CX, 2, 3).Build();
/// CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4));
/// CircuitOutputs outputs = CircuitOutputs.Of(plan, features: [], weights: []);
/// Console.WriteLine(string.Join(" ", outputs.Marginal([0, 3]).Select(p =&gt; $"{p:F2}")));    // 0.50 -0.00 0.00 0.50
/// Console.WriteLine(outputs.Sample(count: 1000, seed: 1).Count);    // 2
/// </code>
/// </example>
public sealed class CircuitOutputs
{
    /// <summary>The most qubits whose joint distribution is written as one array: 2^26 numbers, 512 MiB.</summary>
    public const int MaxActiveQubits = 26;

    private readonly OutputNetwork _network;
    private readonly HashSet<int> _known;

    private CircuitOutputs(OutputNetwork network)
    {
        _network = network;
        _known = [.. network.Qubits];
    }

    /// <summary>The qubits whose outcomes are resolved, ascending.</summary>
    public IReadOnlyList<int> Qubits => _network.Qubits;

    /// <summary>Computes the fragments' outcome tensors.</summary>
    /// <param name="plan">A plan of <see cref="OutputPlanner"/>; its observable's qubits are resolved.</param>
    /// <param name="features">One finite number per feature.</param>
    /// <param name="weights">One finite number per weight.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="CircuitException">A count or value is wrong, or a fragment is too wide.</exception>
    /// <exception cref="ReconstructionException">The fragments are joined by too many cuts.</exception>
    public static CircuitOutputs Of(
        CutPlan plan, ReadOnlySpan<double> features, ReadOnlySpan<double> weights, CancellationToken cancellationToken = default)
    {
        Require(features, plan.Circuit.FeatureCount, "features");
        Require(weights, plan.Circuit.WeightCount, "weights");
        HashSet<int> observed = [.. plan.Observable.Terms.SelectMany(t => t.String.Support)];
        return new(OutputNetwork.Of(plan, features, weights, observed.Contains, cancellationToken));
    }

    /// <summary>Computes the joint probabilities of some qubits.</summary>
    /// <param name="qubits">Distinct resolved qubits, at most <see cref="MaxActiveQubits"/>, in any order.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>2^k probabilities; bit i of an index belongs to the i-th of the qubits in ascending order.</returns>
    /// <exception cref="CircuitException">A qubit is not resolved or named twice, or there are too many.</exception>
    public double[] Marginal(IReadOnlyCollection<int> qubits, CancellationToken cancellationToken = default) =>
        Conditional(qubits, new Dictionary<int, int>(), cancellationToken).Probabilities;

    /// <summary>Computes the probabilities of all strings of the resolved qubits.</summary>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="CircuitException">There are more than <see cref="MaxActiveQubits"/> qubits.</exception>
    public double[] Distribution(CancellationToken cancellationToken = default) => Marginal(_network.Qubits, cancellationToken);

    /// <summary>Computes the mean of a function of some qubits' outcomes.</summary>
    /// <param name="qubits">Distinct resolved qubits, at most <see cref="MaxActiveQubits"/>.</param>
    /// <param name="function">Its value for an outcome; bit i of the outcome belongs to the i-th of the qubits in ascending order.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <exception cref="CircuitException">A qubit is not resolved or named twice, or there are too many.</exception>
    public double Mean(IReadOnlyCollection<int> qubits, Func<int, double> function, CancellationToken cancellationToken = default)
    {
        double mean = 0;
        double[] probabilities = Marginal(qubits, cancellationToken);
        for (int x = 0; x < probabilities.Length; x++)
        {
            mean += probabilities[x] * function(x);
        }

        return mean;
    }

    /// <summary>Returns the joint probabilities of some qubits when others have given values.</summary>
    /// <param name="qubits">Distinct resolved qubits.</param>
    /// <param name="given">The values 0 or 1 of other resolved qubits.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>The conditional probabilities, and the probability of the given values.</returns>
    /// <exception cref="CircuitException">A qubit is not resolved or named twice, or the given values never occur.</exception>
    public (double[] Probabilities, double Given) Conditional(
        IReadOnlyCollection<int> qubits, IReadOnlyDictionary<int, int> given, CancellationToken cancellationToken = default)
    {
        Dictionary<int, QubitView> views = Views(qubits, given);
        double[] bins = Bins(views, cancellationToken);
        double mass = bins.Sum();
        if (given.Count == 0)
        {
            return (bins, 1);
        }

        // Masses below what rounding leaves of 0 cannot be conditioned on.
        if (!(mass > 1e-13))
        {
            throw new CircuitException(
                $"the given values {string.Join(", ", given.Select(g => $"q{g.Key}={g.Value}"))} have probability 0; condition on "
                + "values that occur");
        }

        return ([.. bins.Select(b => b / mass)], mass);
    }

    /// <summary>Computes the masses of bins in which qubits are active, merged or fixed.</summary>
    /// <param name="views">How resolved qubits enter; those that are not named are merged.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>2^k masses for k active qubits; bit i of an index belongs to the i-th of them in ascending order.</returns>
    /// <exception cref="CircuitException">A qubit is not resolved, or more than <see cref="MaxActiveQubits"/> are active.</exception>
    public double[] Bins(IReadOnlyDictionary<int, QubitView> views, CancellationToken cancellationToken = default)
    {
        foreach (int qubit in views.Keys.Where(q => !_known.Contains(q)))
        {
            throw new CircuitException($"qubit {qubit} is not among the resolved qubits {Some(_network.Qubits)}; plan for it as well");
        }

        int active = views.Values.Count(v => v == QubitView.Active);
        if (active > MaxActiveQubits)
        {
            throw new CircuitException(
                $"the joint distribution of {Counted.Of(active, "qubit")} has 2^{active} entries, at most 2^{MaxActiveQubits} fit; name "
                + "fewer qubits, or take samples or the most likely strings");
        }

        return _network.Bins(q => views.GetValueOrDefault(q), cancellationToken);
    }

    /// <summary>Draws exact independent strings.</summary>
    /// <param name="count">Number of draws, at least 1.</param>
    /// <param name="seed">Keys the random numbers.</param>
    /// <param name="cancellationToken">Ends the draws.</param>
    /// <returns>The distinct strings in ascending order, each with how often it was drawn.</returns>
    /// <exception cref="CircuitException">The count is below 1, or too many distinct strings were drawn.</exception>
    public IReadOnlyList<StringCount> Sample(long count, ulong seed, CancellationToken cancellationToken = default) =>
        new StringSampler(_network, seed, cancellationToken).Draw(count);

    /// <summary>
    /// Finds the most likely strings, with proof: no other string is likelier. Probabilities that agree to 10^-9 of themselves count as
    /// equal.
    /// </summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The strings, likeliest first; fewer where fewer have any probability.</returns>
    /// <exception cref="CircuitException">The count is below 1.</exception>
    /// <exception cref="ReconstructionException">The search exceeds its limit of nodes.</exception>
    public HeaviestStrings Heaviest(int count, CancellationToken cancellationToken = default) =>
        new HeaviestSearch(_network, count, cancellationToken).Run();

    private static Dictionary<int, QubitView> Views(IReadOnlyCollection<int> qubits, IReadOnlyDictionary<int, int> given)
    {
        var views = given.ToDictionary(g => g.Key, g => g.Value switch
        {
            0 => QubitView.Zero,
            1 => QubitView.One,
            _ => throw new CircuitException($"qubit {g.Key} is given the value {g.Value}; give 0 or 1"),
        });
        foreach (int qubit in qubits)
        {
            if (!views.TryAdd(qubit, QubitView.Active))
            {
                throw new CircuitException($"qubit {qubit} is named twice; name each qubit once");
            }
        }

        return views;
    }

    private static void Require(ReadOnlySpan<double> values, int count, string what)
    {
        if (values.Length != count)
        {
            throw new CircuitException($"{values.Length} {what} were given but the circuit takes {count}; give {count}");
        }

        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new CircuitException($"the {what} hold a value that is not finite; give finite numbers");
            }
        }
    }

    private static string Some(int[] qubits) => string.Join(",", qubits.Take(8)) + (qubits.Length > 8 ? ",…" : "");
}
