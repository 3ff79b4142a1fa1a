using System.CommandLine;
using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Source of the cuts: partition labels, marks in the file, a plan file, or a search.</summary>
internal sealed class CutOptions(Option<string> partition)
{
    private readonly FinderOptions _finder = new(isExecuted: true);
    private readonly Option<FileInfo?> _plan = PathOption.File(
        "--plan", "The plan that 'cutqnn plan --out' wrote, with its observable.");

    private readonly Option<bool> _keepTail = new("--keep-tail")
    {
        Description =
            "Leaves the last Clifford gates in the circuit, where with --partition they may become part of the observable at a smaller γ.",
    };

    public void AddTo(Command command)
    {
        command.Add(_plan);
        command.Add(_keepTail);
        _finder.AddTo(command);
    }

    /// <summary>Returns whether a plan file gives the observable.</summary>
    public bool HasPlan(ParseResult parsed) => PlanFile(parsed) is not null;

    /// <summary>Returns the plan file; null where there is none.</summary>
    public FileInfo? PlanFile(ParseResult parsed) => parsed.GetValue(_plan);

    /// <summary>Returns the widest fragment that cuts are found for; null where none are found.</summary>
    public string? Width(ParseResult parsed) => parsed.GetValue(_finder.Width);

    /// <summary>Returns whether measured bits may cross between fragments.</summary>
    public bool IsCommunicating(ParseResult parsed) => _finder.IsCommunicating(parsed);

    /// <summary>Returns the labels; null where cuts come from elsewhere.</summary>
    /// <exception cref="InputException">Several of them are given, or limits where no cuts are found.</exception>
    public string? Letters(ParseResult parsed, OpenQasmProgram program)
    {
        Check(parsed, program);
        return IsMarked(parsed, program) || HasPlan(parsed) || Width(parsed) is not null ? null : parsed.GetValue(partition);
    }

    /// <summary>Returns the processors, by labels or found, that measured bits alone connect; null where nothing or a gate does.</summary>
    /// <exception cref="InputException">Cuts are given in several ways, or limits where no cuts are found.</exception>
    public LinkedPlan? Links(ParseResult parsed, OpenQasmProgram program, CancellationToken cancellationToken)
    {
        Circuit circuit = program.Circuit;
        return Letters(parsed, program) is { } letters ? LinkedPlan.Of(circuit, PartitionLabels.Parse(letters, circuit.QubitCount))
            : Width(parsed) is { } width ? CutFinder.Linked(circuit, _finder.Limits(parsed, width), cancellation: cancellationToken)?.Linked
            : null;
    }

    /// <summary>Plans the cuts and prepares queries.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">The circuit, with the cuts that its file marks.</param>
    /// <param name="observable">The observable; not used with a plan file.</param>
    /// <param name="settings">How queries are run.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="cancellationToken">Ends a search for cuts.</param>
    /// <param name="priceAt">The values of symbols at which γ is compared; null for the largest γ for any values.</param>
    public PartitionStage Partition(
        ParseResult parsed,
        OpenQasmProgram program,
        PauliSum? observable,
        EstimatorSettings settings,
        IScheduler scheduler,
        CancellationToken cancellationToken,
        Func<CutAwareQnn.Circuits.Symbol, double>? priceAt = null) =>
        PartitionStage.Plan(
            () => Plan(
                parsed,
                program,
                observable,
                settings,
                settings.Mode == QueryMode.Lean,
                priceAt,
                cancellationToken),
            settings,
            scheduler);

    /// <summary>Plans the cuts for the outcomes of some qubits.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">The circuit, with the cuts that its file marks.</param>
    /// <param name="qubits">The qubits, ascending.</param>
    /// <param name="isSampled">Whether fragments are run with shots.</param>
    /// <param name="cancellationToken">Ends a search for cuts.</param>
    public CutPlan PlanOutputs(
        ParseResult parsed, OpenQasmProgram program, IReadOnlyList<int> qubits, bool isSampled, CancellationToken cancellationToken)
    {
        if (!HasPlan(parsed))
        {
            OpenQasmProgram measured = program with { Circuit = OutputPlanner.Measured(program.Circuit) };
            if (!isSampled && parsed.GetValue(_finder.Width) is { } width)
            {
                Check(parsed, program);
                FinderLimits limits = _finder.Limits(parsed, width);
                FoundCuts found = Found(measured.Circuit, limits, new(), cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                return OutputPlanner.Plan(found, limits.Widest, qubits, new(JoinsCuts: !_finder.IsSeparate(parsed)));
            }

            return Plan(
                parsed,
                measured,
                OutputPlanner.Observable(program.Circuit, qubits),
                Executed(isSampled),
                movesTail: false,
                null,
                cancellationToken);
        }

        // The file's cuts, but for other outputs than its observable.
        CutPlan given = Plan(parsed, program, null, Executed(isSampled), movesTail: false, null, cancellationToken);
        return given.Labels is { } labels
            ? OutputPlanner.Plan(given.Circuit, labels, qubits, given.Settings)
            : OutputPlanner.Plan(given.Circuit, given.Cuts.Select(c => c.Cut), qubits, given.Settings);
    }

    /// <summary>Plans the cuts of circuits that are run elsewhere.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">The circuit, with the cuts that its file marks.</param>
    /// <param name="observable">The observable; not used with a plan file.</param>
    /// <param name="isSampled">Whether the plan is for shots.</param>
    /// <param name="cancellationToken">Ends a search for cuts.</param>
    public CutPlan Plan(
        ParseResult parsed, OpenQasmProgram program, PauliSum? observable, bool isSampled, CancellationToken cancellationToken) =>
        Plan(parsed, program, observable, Executed(isSampled), movesTail: false, null, cancellationToken);

    private CutPlan Plan(
        ParseResult parsed,
        OpenQasmProgram program,
        PauliSum? observable,
        EstimatorSettings settings,
        bool movesTail,
        Func<CutAwareQnn.Circuits.Symbol, double>? priceAt,
        CancellationToken cancellationToken)
    {
        Check(parsed, program);
        bool isSampled = !settings.Shots.IsExact;
        if (parsed.GetValue(_plan) is { } file)
        {
            return PlanJson.Read(SourceFile.Read(file), program.Circuit);
        }

        if (parsed.GetValue(_finder.Width) is { } width)
        {
            FoundCuts found = Found(
                program.Circuit,
                _finder.Limits(parsed, width) with
                {
                    ResultCount = isSampled ? LeanPlan.MaxMeanCount : LeanPlan.MaxResultLength,
                    IsSampled = isSampled,
                },
                new()
                {
                    Rule = isSampled && settings.Allocation != ShotAllocation.Sampled ? FinderRule.SharedTensors : FinderRule.Overhead,
                    FindsGadgets = true,
                },
                cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return found.Plan(observable!, isSampled);
        }

        if (IsMarked(parsed, program))
        {
            return MarkedCuts.Plan(program, observable!);
        }

        // Processors that exchange bits shot by shot are one unit.
        PartitionLabels labels = PartitionLabels.Parse(parsed.GetValue(partition)!, program.Circuit.QubitCount);
        return CutPlanner.Plan(
            program.Circuit,
            observable!,
            LinkedPlan.Of(program.Circuit, labels) is null ? labels : PartitionLabels.None(program.Circuit.QubitCount),
            new(JoinsCuts: !_finder.IsSeparate(parsed))
            {
                FindsGadgets = !_finder.IsSeparate(parsed),
                MovesTail = movesTail && !_finder.IsSeparate(parsed) && !parsed.GetValue(_keepTail),
                PriceAt = priceAt,
                LinksSides = isSampled && movesTail && !_finder.IsSeparate(parsed),
            });
    }

    // A search that is cancelled before it has found anything is cancelled, not without a result.
    private static FoundCuts Found(Circuit circuit, FinderLimits limits, FinderSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return CutFinder.Find(circuit, limits, settings, cancellationToken);
        }
        catch (CutException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    // Settings of outputs: shots, if any, are divided later.
    private static EstimatorSettings Executed(bool isSampled) => new(isSampled ? ShotBudget.Each(1) : ShotBudget.Exact);

    private bool IsMarked(ParseResult parsed, OpenQasmProgram program) => program.CutMarks.Count > 0 && !parsed.IsGiven(partition);

    private void Check(ParseResult parsed, OpenQasmProgram program)
    {
        Option[] given = [.. new Option[] { partition, _finder.Width, _plan }.Where(parsed.IsGiven)];
        if (given.Length > 1)
        {
            throw new InputException($"{given[0].Name} and {given[1].Name} are both given; give only one");
        }

        if (parsed.GetValue(_finder.Width) is not null)
        {
            return;
        }

        _finder.RequireNoLimits(parsed);
        if (_finder.IsSeparate(parsed) && (HasPlan(parsed) || IsMarked(parsed, program)))
        {
            throw new InputException(
                "--no-joint applies to cuts between labels or found ones, but these cuts are given one by one; omit it");
        }
    }
}
