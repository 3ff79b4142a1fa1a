using System.CommandLine;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments;

/// <summary>The options that every verb shares which runs queries.</summary>
internal sealed class QueryOptions
{
    private const int DefaultCache = 1 << 20;

    // More would have no tiles: a loop deals its tiles to 16 shares.
    private const int MaxThreads = 16;

    private static readonly NumberRange<long> ShotCount = Numbers.Between(1, ShotBudget.MaxShots);

    private static readonly Choices<QueryMode> Modes = new(("lean", QueryMode.Lean), ("published", QueryMode.Published));

    private static readonly Choices<ShotAllocation> Allocations = new(
        ("uniform", ShotAllocation.Uniform),
        ("weighted", ShotAllocation.Weighted),
        ("optimal", ShotAllocation.Optimal),
        ("sampled", ShotAllocation.Sampled));

    // Below that, looking a tensor up takes longer than computing it (benchmark KnownTensors).
    private const double LeastCachedWork = 20_000;

    private readonly Option<string> _shots;
    private readonly Option<long?> _totalShots = ShotCount.Optional(
        "--total-shots", 100_000, "Shots of a whole query, divided among its circuits.");
    private readonly Option<string?> _mode = Modes.Option(
        "--mode",
        "lean",
        "lean: unique variants and contraction; published: every joint term's circuit simulated anew, as the field's tool does.");
    private readonly Option<string?> _allocation = Allocations.Option(
        "--allocation",
        null,
        "How shots are divided: uniform; weighted by the cuts' coefficients; optimal by what a pilot finds (the default with "
            + "--target-error); sampled, which draws joint terms and needs no tensors.");
    private readonly Option<double?> _targetError = Numbers.Above(0.0).Optional(
        "--target-error", 0.01, "Spends shots in rounds until the standard error is below this, or --total-shots are spent.");
    private readonly bool _hasAllocation;
    private readonly Option<int> _workers = Numbers.Between(1, LocalWorkers.MaxCount).Option(
        "--workers", 1, "Number of workers, each with a thread of its own; with --backend workers the most jobs in flight.");
    private readonly Option<int> _threads = Numbers.Between(1, MaxThreads).Option(
        "--threads", 1, "Threads that share the state of a wide fragment, per worker; results are the same to the bit.");
    private readonly Option<int?> _cache = Numbers.From(0).Optional(
        "--cache",
        DefaultCache,
        $"Numbers (8 bytes) that the cache of exact fragment tensors holds; 0 for none. {DefaultCache} in exact mode, else 0.");
    private readonly Option<ulong> _seed = Numbers.Seed.Option("--seed", 1, "The key of all random numbers.");

    public QueryOptions(string defaultPartition, string defaultShots, bool hasAllocation = false)
    {
        _hasAllocation = hasAllocation;
        Partition = new("--partition")
        {
            Description = "One letter per qubit, qubit 0 first; gates between different letters are cut. 'none' cuts nothing.",
            DefaultValueFactory = _ => defaultPartition,
        };
        _shots = Shots(defaultShots);
    }

    /// <summary>Creates <c>--shots</c>: shots of each circuit, or <c>exact</c>.</summary>
    public static Option<string> Shots(string value) => new("--shots")
    {
        Description = "Shots of each circuit run, or 'exact'.",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            _ = Each(result.Tokens[0].Value);
            return result.Tokens[0].Value;
        },
    };

    /// <summary>Creates <c>--shots</c> where only a number of shots applies.</summary>
    public static Option<long> SampledShots(long value) => ShotCount.Option("--shots", value, "Shots of each circuit run.");

    public Option<string> Partition { get; }

    public Option<bool> Json { get; } = new("--json") { Description = "Writes one JSON document to standard output, and nothing else." };

    /// <summary>The options that also a run without plan and workers takes.</summary>
    public IReadOnlyList<Option> PlainOptions => [_shots, _seed, Json];

    public void AddTo(Command command)
    {
        Option[] allocation = _hasAllocation ? [_allocation, _targetError] : [];
        foreach (Option option in (Option[])[Partition, _shots, _totalShots, .. allocation, _mode, _workers, _threads, _cache, _seed, Json])
        {
            command.Add(option);
        }
    }

    public ulong Seed(ParseResult parsed) => parsed.GetValue(_seed);

    public int Workers(ParseResult parsed) => parsed.GetValue(_workers);

    /// <summary>The number of workers where one is given.</summary>
    public int? GivenWorkers(ParseResult parsed) => parsed.IsGiven(_workers) ? parsed.GetValue(_workers) : null;

    public EstimatorSettings Settings(ParseResult parsed)
    {
        int threads = parsed.GetValue(_threads);
        ShotBudget budget = Budget(parsed);
        int numbers = parsed.GetValue(_cache) ?? (budget.IsExact ? DefaultCache : 0);
        return new(
            budget,
            Seed(parsed),
            Mode(parsed),
            Allocation(parsed),
            Cache: numbers == 0 ? null : new TensorCache(numbers, LeastCachedWork),
            Threads: threads == 1 ? null : new TileThreads(threads));
    }

    public string ModeName(ParseResult parsed) => parsed.GetValue(_mode)!;

    private ShotBudget Budget(ParseResult parsed)
    {
        string shots = parsed.GetValue(_shots)!;
        bool isGiven = parsed.IsGiven(_shots);
        if (TargetError(parsed) is { } error)
        {
            return isGiven
                ? throw new InputException("--shots and --target-error are both given; give one of them, and --total-shots as a limit")
                : ShotBudget.ToError(error, parsed.GetValue(_totalShots) ?? ShotBudget.MaxShots);
        }

        if (parsed.GetValue(_totalShots) is { } total)
        {
            return isGiven
                ? throw new InputException("--shots and --total-shots are both given; give one of them")
                : ShotBudget.InTotal(total);
        }

        return Each(shots);
    }

    /// <summary>Reads the shots of each circuit.</summary>
    public static ShotBudget Each(string shots) => shots == "exact"
        ? ShotBudget.Exact
        : ShotBudget.Each(ShotCount.Read("--shots", shots, "4096 or 'exact'"));

    private double? TargetError(ParseResult parsed) => _hasAllocation ? parsed.GetValue(_targetError) : null;

    private ShotAllocation Allocation(ParseResult parsed) => _hasAllocation && parsed.GetValue(_allocation) is { } given
        ? Allocations.Meaning(given)
        : TargetError(parsed) is null ? ShotAllocation.Uniform : ShotAllocation.Optimal;

    private QueryMode Mode(ParseResult parsed) => Modes.Meaning(parsed.GetValue(_mode));
}
