using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options of how subexperiments are executed: policy, injected delays, what is done about them.</summary>
internal sealed class ExecutionOptions
{
    private readonly Option<string> _policy = new("--policy")
    {
        Description = $"Order of dispatch: {string.Join(", ", DispatchPolicies.Names)}; parameters as in batched:size=8,delay_s=0.01.",
        DefaultValueFactory = _ => "eager",
    };
    private readonly Option<string> _backend = new("--backend")
    {
        Description = $"Where subexperiments run: {string.Join(", ", Backends.Names)}; numbers as in qpu:width=5,queue_s=0.1.",
        DefaultValueFactory = _ => Backends.Names[0],
    };
    private readonly Option<double> _probability = new("--straggler-probability")
    {
        Description = "Probability that a batch of subexperiments is held up on purpose, in [0, 1].",
    };
    private readonly Option<double> _delay = new("--straggler-delay")
    {
        Description = "For how long, in seconds; with --straggler-tail the mean.",
        DefaultValueFactory = _ => 0.05,
    };
    private readonly Option<double?> _tail = new("--straggler-tail")
    {
        Description = "Makes the delay heavy-tailed: the shape of its Pareto distribution, above 1.",
    };
    private readonly Option<bool> _speculate = new("--speculate") { Description = "Runs copies of batches that take too long on idle workers." };
    private readonly Option<string?> _shares = new("--shot-shares")
    {
        Description = "NEEDED/SENT: sends the shots in equal shares, more than needed, and takes the first to arrive.",
    };
    private readonly Option<double?> _deadline = new("--deadline")
    {
        Description = "Seconds after which values are reconstructed from what has arrived, with a larger standard error.",
    };
    private readonly Option<int> _retries = new("--retries")
    {
        Description = "Tries behind a failed one before the query fails.",
        DefaultValueFactory = _ => 2,
    };
    private readonly Option<double?> _timeout = new("--timeout") { Description = "Seconds after which a try counts as failed." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _policy, _probability, _delay, _tail, _speculate, _shares, _deadline, _retries, _timeout })
        {
            command.Add(option);
        }
    }

    /// <summary>The options of where it is executed.</summary>
    public void AddBackendTo(Command command) => command.Add(_backend);

    public LocalWorkers Workers(ParseResult parsed, int count, ulong seed) =>
        new(count, Policy(parsed), Settings(parsed, seed), parsed.GetValue(_backend)!, seed);

    public IDispatchPolicy Policy(ParseResult parsed) => DispatchPolicies.Parse(parsed.GetValue(_policy)!);

    public ExecutionSettings Settings(ParseResult parsed, ulong seed)
    {
        double probability = parsed.GetValue(_probability);
        if (probability == 0 && parsed.FirstGiven(_delay, _tail) is { } unused)
        {
            throw new InputException($"{unused.Name} is of stragglers, but nothing is held up; give --straggler-probability as well");
        }

        int retries = parsed.GetValue(_retries);
        return new()
        {
            Stragglers = probability == 0
                ? null
                : new(probability, Seconds("--straggler-delay", parsed.GetValue(_delay)), parsed.GetValue(_tail), seed),
            Speculation = parsed.GetValue(_speculate) ? Speculation.Default : null,
            Shares = parsed.GetValue(_shares) is { } shares ? Shares(shares) : null,
            Deadline = parsed.GetValue(_deadline) is { } deadline ? Seconds("--deadline", deadline) : null,
            Retries = new(
                retries is >= 0 and <= 1000 ? retries + 1 : throw new InputException($"--retries {retries} is not a number of tries; give 0 to 1000"),
                parsed.GetValue(_timeout) is { } timeout ? Timeout(timeout) : null),
        };
    }

    /// <summary>Refuses what would be without effect: shares where nothing is sampled in them, a deadline that values cannot keep.</summary>
    public void Check(ParseResult parsed, bool isGradient, EstimatorSettings settings)
    {
        bool isLean = settings.Mode == QueryMode.Lean;
        if (parsed.GetValue(_deadline) is not null && (isGradient || !isLean || settings.Allocation != ShotAllocation.Uniform))
        {
            throw new InputException("--deadline cuts off values in lean mode with uniform shots, without --gradient; leave one of them away");
        }

        if (parsed.GetValue(_shares) is not null && (settings.Shots.IsExact || !isLean || settings.Allocation == ShotAllocation.Sampled))
        {
            throw new InputException("--shot-shares divides the shots of circuits in lean mode, not exact or drawn ones; leave one of them away");
        }
    }

    /// <summary>Refuses all but the policy where time is real.</summary>
    public void RefuseAllButPolicy(ParseResult parsed) =>
        VirtualOnly.Refuse(parsed, _probability, _delay, _tail, _speculate, _shares, _deadline, _retries, _timeout);

    private static TimeSpan Timeout(double seconds) => seconds == 0
        ? throw new InputException("--timeout 0 leaves no time for an answer; give seconds above 0")
        : Seconds("--timeout", seconds);

    private static ShotShares Shares(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int needed)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int sent)
                ? new(needed, sent)
                : throw new InputException($"--shot-shares '{text}' is not NEEDED/SENT; give two whole numbers, e.g. 4/5");
    }

    /// <summary>A length of time that was given in seconds.</summary>
    public static TimeSpan Seconds(string option, double seconds) => seconds is >= 0 and <= 86_400
        ? TimeSpan.FromSeconds(seconds)
        : throw new InputException(string.Create(
            CultureInfo.InvariantCulture, $"{option} {seconds} is not a length of time; give seconds from 0 to a day"));
}
