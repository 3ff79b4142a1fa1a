using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>What is equal for all queries of a plan and its settings: the counts of <c>docs/log-format.md</c>.</summary>
public sealed class QueryFacts
{
    private readonly CutPlan _plan;
    private readonly Magnitude? _constantGamma;

    /// <summary>Reads the facts off.</summary>
    public QueryFacts(CutPlan plan, EstimatorSettings settings)
    {
        _plan = plan;
        Mode = settings.Mode == QueryMode.Published ? "published" : "lean";
        TermsJoint = Magnitude.Product(plan.Cuts.Select(c => (double)c.Form.Terms().Count));
        CircuitsEmitted = Magnitude.Product(plan.PublishedTermCounts.Select(count => (double)count).Append(plan.LabelCount));
        CircuitsUnique = Magnitude.Sum(
            plan.Fragments.Select(f => Magnitude.Product(f.Legs.Select(l => (double)l.Basis.Operations.Count))).ToArray());
        Shots = settings.Shots.IsExact ? 0 : settings.Shots.Total > 0 ? null : settings.Shots.PerCircuit;
        Cache = settings.Cache;
        bool symbolic = plan.Cuts.Any(c => !c.Form.IsConstant);
        _constantGamma = symbolic ? null : GammaAt(_ => 0);
    }

    /// <summary><c>lean</c> or <c>published</c>.</summary>
    public string Mode { get; }

    /// <summary>Number of fragments.</summary>
    public int FragmentCount => _plan.Fragments.Count;

    /// <summary>Number of cuts.</summary>
    public int CutCount => _plan.Cuts.Count;

    /// <summary>Joint terms of the decomposition.</summary>
    public Magnitude TermsJoint { get; }

    /// <summary>Circuits that the published mode emits per query, in either mode.</summary>
    public Magnitude CircuitsEmitted { get; }

    /// <summary>Distinct shot-mode variants of the connected fragments.</summary>
    public Magnitude CircuitsUnique { get; }

    /// <summary>Shots of each circuit run: 0 in exact mode, null where a total is divided among them.</summary>
    public long? Shots { get; }

    /// <summary>Where tensors are looked up; null for nowhere.</summary>
    public TensorCache? Cache { get; }

    /// <summary>Returns γ at a query's parameters; the sampling overhead is its square.</summary>
    public Magnitude Gamma(EstimatorQuery query) => _constantGamma ?? GammaAt(
        symbol => symbol.Kind == SymbolKind.Feature ? query.Features[symbol.Index] : query.Weights[symbol.Index]);

    private Magnitude GammaAt(Func<Symbol, double> value) => Magnitude.Product(
        _plan.Cuts.Select(cut => cut.Form.Gamma(cut.Form.Bond(value))));
}
