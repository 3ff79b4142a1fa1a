using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments;

/// <summary>The options that every verb shares which runs queries.</summary>
internal sealed class QueryOptions
{
    private const int DefaultCache = 1 << 20;

    // Below that, looking a tensor up takes longer than computing it (benchmark KnownTensors).
    private const double LeastCachedWork = 20_000;

    private readonly Option<string> _shots;
    private readonly Option<long?> _totalShots = new("--total-shots") { Description = "Shots of a whole query, divided among its circuits." };
    private readonly Option<string> _mode = new("--mode")
    {
        Description = "lean: unique variants and contraction; published: every joint term's circuit simulated anew, as the field's tool does.",
        DefaultValueFactory = _ => "lean",
    };
    private readonly Option<string?> _allocation = new("--allocation")
    {
        Description = "How shots are divided: uniform; weighted by the cuts' coefficients; optimal by what a pilot finds (the default with "
            + "--target-error); sampled, which draws joint terms and needs no tensors.",
    };
    private readonly Option<double?> _targetError = new("--target-error")
    {
        Description = "Spends shots in rounds until the standard error is below this, or --total-shots are spent.",
    };
    private readonly bool _hasAllocation;
    private readonly Option<int> _workers = new("--workers") { Description = "Workers that execute.", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _cache = new("--cache")
    {
        Description = $"Numbers (8 bytes) that the cache of exact fragment tensors holds; 0 for none. {DefaultCache} in exact mode, else 0.",
    };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Keys all random numbers.", DefaultValueFactory = _ => 1 };

    public QueryOptions(string defaultPartition, string defaultShots, bool hasAllocation = false)
    {
        _hasAllocation = hasAllocation;
        Partition = new("--partition")
        {
            Description = "One letter a qubit, qubit 0 first; gates between different letters are cut. 'none' cuts nothing.",
            DefaultValueFactory = _ => defaultPartition,
        };
        _shots = new("--shots") { Description = "Shots of each circuit run, or 'exact'.", DefaultValueFactory = _ => defaultShots };
    }

    public Option<string> Partition { get; }

    public Option<bool> Json { get; } = new("--json") { Description = "Writes one JSON document to standard output, and nothing else." };

    public void AddTo(Command command)
    {
        Option[] allocation = _hasAllocation ? [_allocation, _targetError] : [];
        foreach (Option option in (Option[])[Partition, _shots, _totalShots, .. allocation, _mode, _workers, _cache, _seed, Json])
        {
            command.Add(option);
        }
    }

    public ulong Seed(ParseResult parsed) => parsed.GetValue(_seed);

    public int Workers(ParseResult parsed) => parsed.GetValue(_workers);

    public EstimatorSettings Settings(ParseResult parsed)
    {
        ShotBudget budget = Budget(parsed);
        int numbers = parsed.GetValue(_cache) ?? (budget.IsExact ? DefaultCache : 0);
        return new(
            budget,
            Seed(parsed),
            Mode(parsed),
            Allocation(parsed),
            Cache: numbers == 0 ? null : new TensorCache(numbers, LeastCachedWork));
    }

    public string ModeName(ParseResult parsed) => Mode(parsed) == QueryMode.Published ? "published" : "lean";

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

    /// <summary>Shots of each circuit run, as text.</summary>
    public static ShotBudget Each(string shots) => shots == "exact" ? ShotBudget.Exact
            : long.TryParse(shots, NumberStyles.None, CultureInfo.InvariantCulture, out long each) ? ShotBudget.Each(each)
            : throw new InputException($"--shots '{shots}' is not a number of runs; give a whole number from 1, or 'exact'");

    private double? TargetError(ParseResult parsed) => _hasAllocation ? parsed.GetValue(_targetError) : null;

    private ShotAllocation Allocation(ParseResult parsed) => (_hasAllocation ? parsed.GetValue(_allocation) : null) switch
    {
        null => TargetError(parsed) is null ? ShotAllocation.Uniform : ShotAllocation.Optimal,
        "uniform" => ShotAllocation.Uniform,
        "weighted" => ShotAllocation.Weighted,
        "optimal" => ShotAllocation.Optimal,
        "sampled" => ShotAllocation.Sampled,
        string other => throw new InputException($"--allocation '{other}' is unknown; give uniform, weighted, optimal or sampled"),
    };

    private QueryMode Mode(ParseResult parsed) => parsed.GetValue(_mode) switch
    {
        "lean" => QueryMode.Lean,
        "published" => QueryMode.Published,
        string other => throw new InputException($"--mode '{other}' is unknown; give lean or published"),
        null => QueryMode.Lean,
    };
}
