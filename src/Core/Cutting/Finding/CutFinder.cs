using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Finds the cuts that separate a circuit into fragments within limits at the smallest sampling overhead: what may not be cut is
/// joined, what is left is a graph; a heuristic parts it, then an exact search looks for something better, or proves there is none.
/// </summary>
/// <remarks>
/// Among equal overheads that were met, the one with the fewest circuits is taken. A gate whose angle has a symbol counts with its
/// largest γ; X or a phase under several controls counts as one gate, however its qubits are shared between two fragments.
/// </remarks>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(4).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.CX, 2, 3).Build();
/// FoundCuts found = CutFinder.Find(circuit, new FinderLimits(width: 2));
/// Console.WriteLine($"{found.CutCount} cut, overhead {found.Overhead:F1}, proven: {found.IsOptimal}");
/// // 1 cut, overhead 9.0, proven: True
/// </code>
/// </example>
public static class CutFinder
{
    /// <summary>Finds cuts.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">What is made small, and how much is tried; null for the defaults. Of a Pareto list this is the first.</param>
    /// <param name="cancellation">Ends the search early, with the best cuts found until then.</param>
    /// <exception cref="CutException">No cuts keep to the limits; the message names the smallest width that some keep to.</exception>
    public static FoundCuts Find(
        Circuit circuit, FinderLimits limits, FinderSettings? settings = null, CancellationToken cancellation = default) =>
        List(circuit, limits, settings ?? new(), cancellation)[0];

    /// <summary>Finds cuts of which none is better than another in γ², number of circuits and contraction cost together.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">How much is tried; null for the defaults.</param>
    /// <param name="cancellation">Ends the search early, with the best cuts found until then.</param>
    /// <returns>At least one, by growing γ². The smallest γ² is as good as <see cref="Find"/>'s; of the others more may exist.</returns>
    /// <exception cref="CutException">No cuts keep to the limits; the message names the smallest width that some keep to.</exception>
    public static IReadOnlyList<FoundCuts> Front(
        Circuit circuit, FinderLimits limits, FinderSettings? settings = null, CancellationToken cancellation = default) =>
        List(circuit, limits, (settings ?? new()) with { Objective = FinderObjective.Pareto }, cancellation);

    /// <summary>Finds fragments that need no cuts because measured bits alone connect them: classical links, γ = 1.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">How much is tried; null for the defaults.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <returns>The fragments, with labels; null where a gate has to be cut as well, or nothing links them.</returns>
    public static FoundCuts? Linked(
        Circuit circuit, FinderLimits limits, FinderSettings? settings = null, CancellationToken cancellation = default)
    {
        limits.Check();
        if (!circuit.Instructions.Any(i => i is Conditional) || WidestPiece(circuit) > limits.Widest)
        {
            return null;
        }

        Circuit unconditional = circuit with { Instructions = circuit.Instructions.Select(i => i.Unconditional()).ToEquatableArray() };
        return new CutSearch(unconditional, settings ?? new(), cancellation).Cheapest(limits) is { CutCount: 0, Labels: { } labels } found
            && LinkedPlan.Of(circuit, labels) is { } plan
            ? found with { Circuit = circuit, Linked = plan, Log10LowerBound = 0, IsOptimal = true }
            : null;
    }

    // The qubits of the widest piece that gates connect.
    private static int WidestPiece(Circuit circuit)
    {
        var pieces = new DisjointSets(circuit.QubitCount);
        foreach (Instruction instruction in circuit.Instructions.Where(i => i.Unconditional() is GateInstruction))
        {
            foreach (int qubit in instruction.Qubits)
            {
                pieces.Join(instruction.Qubits[0], qubit);
            }
        }

        return Enumerable.Range(0, circuit.QubitCount).GroupBy(pieces.Root).Max(piece => piece.Count());
    }

    private static IReadOnlyList<FoundCuts> List(
        Circuit circuit, FinderLimits limits, FinderSettings settings, CancellationToken cancellation)
    {
        if (settings.Objective != FinderObjective.Depth && Linked(circuit, limits, settings, cancellation) is { } linked)
        {
            return [linked];
        }

        limits.Check();
        bool findsGadgets = settings.FindsGadgets && limits.IsJoint;
        var search = new CutSearch(findsGadgets ? GadgetRewriting.WritePairs(circuit) : circuit, settings, cancellation);
        return settings.Objective switch
        {
            FinderObjective.Overhead =>
                [
                    Feasible(
                        search,
                        limits,
                        Cheapest(search, limits, settings) ?? throw UnmetLimits.Of(circuit, limits, settings, cancellation)),
                ],
            FinderObjective.Depth => [DepthSearch.Run(search, limits) ?? throw UnmetLimits.Of(circuit, limits, settings, cancellation)],
            FinderObjective.Pareto => ParetoSearch.Run(search, limits) ?? throw UnmetLimits.Of(circuit, limits, settings, cancellation),
            _ => throw new CutException($"finder objective {(int)settings.Objective} is not known; take overhead, depth or Pareto"),
        };
    }

    // Local cuts and linked ones are compared by the shots that each takes with shared tensors; γ² itself does not decide between them.
    private static FoundCuts? Cheapest(CutSearch search, FinderLimits limits, FinderSettings settings)
    {
        FoundCuts? cheapest = search.Cheapest(limits);
        if (cheapest is null || settings.Rule == FinderRule.Overhead)
        {
            return cheapest;
        }

        FoundCuts? local = limits.IsCommunicating ? search.Cheapest(limits with { IsCommunicating = false }) : null;
        FoundCuts fewest = local is not null && local.Log10Shots(1) < cheapest.Log10Shots(1) ? local : cheapest;
        return fewest with { Rule = settings.Rule };
    }

    // Where the cheapest cuts give more numbers than may be, the cheapest of the others that are known.
    private static FoundCuts Feasible(CutSearch search, FinderLimits limits, FoundCuts cheapest)
    {
        bool IsFeasible(FoundCuts found) =>
            limits.ResultCount is not { } most || found.Log10ResultCount(limits.IsSampled) <= Elementary.Log(most) / Elementary.Log(10);
        return IsFeasible(cheapest) ? cheapest
            : ParetoSearch.Run(search, limits)?.FirstOrDefault(IsFeasible) is { } other ? other with { IsOptimal = false }
            : throw new CutException(string.Format(
                System.Globalization.CultureInfo.InvariantCulture,
                "the cuts of smallest overhead give 10^{0:F1} numbers per query on one fragment, more than {1:N0}, and so do the "
                + "others that were "
                + "found; allow wider fragments, or draw joint terms (sampled)",
                cheapest.Log10ResultCount(limits.IsSampled), limits.ResultCount));
    }
}
