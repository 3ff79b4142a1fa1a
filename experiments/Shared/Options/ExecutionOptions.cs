using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options of how subexperiments are executed: policy, injected delays, what is done about them.</summary>
internal sealed class ExecutionOptions
{
    // A larger shape is a constant delay in all but name.
    private const double MostTail = 1000;

    private readonly Option<string> _policy = new("--policy")
    {
        Description = $"Order of dispatch: {string.Join(", ", DispatchPolicies.Names)}; parameters as in batched:size=8,delay_s=0.01.",
        DefaultValueFactory = _ => "eager",
    };
    private readonly Option<string> _backend = new("--backend")
    {
        Description = $"Where subexperiments run: {string.Join(", ", Backends.Names)}; numbers as in qpu:width=5,queue_s=0.1, "
            + "a command as in process:\"python3 adapters/reference.py\"; "
            + "workers on other machines dial in at workers:listen=ADDRESS:PORT[,certificates=DIR].",
        DefaultValueFactory = _ => Backends.Names[0],
    };
    private readonly Option<int?> _minWorkers = Numbers.Between(1, 65_536).Optional(
        "--min-workers", 2, "Waits until this many workers have dialled in at --backend workers.");
    private readonly Option<double> _probability = Numbers.Probability.Option(
        "--straggler-probability", 0, "Probability that a job is delayed on purpose, in [0, 1].");
    private readonly Option<double> _delay = Numbers.Seconds.Option(
        "--straggler-delay", 0.05, "Length of that delay in seconds; with --straggler-tail its mean.");
    private readonly Option<double?> _tail = new NumberRange<double>(1, MostTail, ExcludesLeast: true).Optional(
        "--straggler-tail", 1.5, "Makes the delay heavy-tailed: the shape of its Pareto distribution, above 1.");
    private readonly Option<bool> _speculate =
        new("--speculate") { Description = "Runs copies of batches that take too long on idle workers." };
    private readonly Option<string?> _shares = new("--shot-shares")
    {
        Description = "NEEDED/SENT: sends the shots in equal shares, more than needed, and takes the first to arrive.",
    };
    private readonly Option<double?> _deadline = Numbers.Seconds.Optional(
        "--deadline", 0.5, "Seconds after which values are reconstructed from what has arrived, with a larger standard error.");
    private readonly Option<int> _retries = Numbers.Between(0, 1000).Option(
        "--retries", 2, "Retries of a failed job before its query fails.");
    private readonly Option<double?> _timeout = new NumberRange<double>(0, 86_400, ExcludesLeast: true).Optional(
        "--timeout", 10, "Seconds after which an attempt counts as failed.");

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _policy, _probability, _delay, _tail, _speculate, _shares, _deadline, _retries, _timeout })
        {
            command.Add(option);
        }
    }

    /// <summary>Adds the options of where it is executed.</summary>
    public void AddBackendTo(Command command)
    {
        command.Add(_backend);
        command.Add(_minWorkers);
    }

    /// <summary>Returns the name of the backend, without its numbers or command.</summary>
    public string BackendName(ParseResult parsed) => parsed.GetValue(_backend)!.Split(':')[0];

    /// <summary>Returns the workers of a run; where they are on other machines, as soon as enough have joined.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="count">The number of workers that was given, or null.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="isHere">Whether all is executed here, whoever executed the run that this one is about.</param>
    /// <param name="cancellationToken">Ends the waiting for workers.</param>
    public async Task<LocalWorkers> WorkersAsync(
        ParseResult parsed, int? count, ulong seed, bool isHere, CancellationToken cancellationToken)
    {
        string backend = parsed.GetValue(_backend)!;
        ExecutionSettings settings = Settings(parsed, seed);
        if (RemoteWorkers.Settings(backend) is not { } remote)
        {
            return parsed.IsGiven(_minWorkers)
                ? throw new InputException(
                    "--min-workers waits for workers on other machines; give --backend workers:listen=ADDRESS:PORT as well")
                : new(count ?? 1, Policy(parsed), settings, backend, seed);
        }

        return isHere
            ? new(count ?? 1, Policy(parsed), settings, Backends.Names[0], seed)
            : await RemoteWorkers.OpenAsync(
                remote,
                count,
                parsed.GetValue(_minWorkers),
                Policy(parsed),
                settings,
                parsed.InvocationConfiguration.Error,
                cancellationToken)
                .ConfigureAwait(false);
    }

    public IDispatchPolicy Policy(ParseResult parsed) => DispatchPolicies.Parse(parsed.GetValue(_policy)!);

    public ExecutionSettings Settings(ParseResult parsed, ulong seed)
    {
        double probability = parsed.GetValue(_probability);
        if (probability == 0 && parsed.FirstGiven(_delay, _tail) is { } unused)
        {
            throw new InputException($"{unused.Name} describes stragglers, but no job is delayed; give --straggler-probability as well");
        }

        return new()
        {
            Stragglers = probability == 0
                ? null
                : new(probability, TimeSpan.FromSeconds(parsed.GetValue(_delay)), parsed.GetValue(_tail), seed),
            Speculation = parsed.GetValue(_speculate) ? Speculation.Default : null,
            Shares = parsed.GetValue(_shares) is { } shares ? Shares(shares) : null,
            Deadline = parsed.GetValue(_deadline) is { } deadline ? TimeSpan.FromSeconds(deadline) : null,
            Retries = new(parsed.GetValue(_retries) + 1, parsed.GetValue(_timeout) is { } timeout ? TimeSpan.FromSeconds(timeout) : null),
        };
    }

    /// <summary>
    /// Refuses what would be without effect: shares where nothing is sampled in them, a deadline that values cannot keep.
    /// </summary>
    public void Check(ParseResult parsed, bool isGradient, EstimatorSettings settings)
    {
        bool isLean = settings.Mode == QueryMode.Lean;
        if (parsed.GetValue(_deadline) is not null && (isGradient || !isLean || settings.Allocation != ShotAllocation.Uniform))
        {
            throw new InputException(
                "--deadline cuts off values in lean mode with uniform shots and no --gradient; omit it or the other option");
        }

        if (parsed.GetValue(_shares) is not null && (settings.Shots.IsExact || !isLean || settings.Allocation == ShotAllocation.Sampled))
        {
            throw new InputException(
                "--shot-shares divides the shots of circuits in lean mode, not exact or drawn ones; omit it, or give --shots a number");
        }
    }

    /// <summary>Refuses all but the policy where time is real.</summary>
    public void RefuseAllButPolicy(ParseResult parsed) =>
        VirtualOnly.Refuse(parsed, _probability, _delay, _tail, _speculate, _shares, _deadline, _retries, _timeout);

    private static ShotShares Shares(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            ? new(Share(parts[0]), Share(parts[1]))
            : throw new InputException($"--shot-shares {QuotedText.Of(text)} is not NEEDED/SENT; give two whole numbers, e.g. 4/5");

        static int Share(string part) => Numbers.Between(1, 1024).Read("--shot-shares", part, "4/5");
    }
}
