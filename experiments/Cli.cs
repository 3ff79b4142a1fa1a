using System.CommandLine;
using System.CommandLine.Parsing;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Experiments;

/// <summary>The console: verbs, exit codes, and one line on standard error for whatever is wrong with the input.</summary>
internal static class Cli
{
    // Words that begin with @ are words, not files with more of them.
    public static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    private static readonly (string Name, Func<Command> Create)[] Verbs =
    [
        ("estimate", EstimateCommand.Create),
        ("probabilities", ProbabilitiesCommand.Create),
        ("sample", SampleCommand.Create),
        ("train", TrainCommand.Create),
        ("predict", PredictCommand.Create),
        ("sweep", SweepCommand.Create),
        ("plan", PlanCommand.Create),
        ("draw", DrawCommand.Create),
        ("info", InfoCommand.Create),
        ("capacity", CapacityCommand.Create),
        ("convert", ConvertCommand.Create),
        ("report", ReportCommand.Create),
        ("cut", CutCommand.Create),
        ("reconstruct", ReconstructCommand.Create),
        ("counts", CountsCommand.Create),
        ("worker", WorkerCommand.Create),
    ];

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error; that it cannot be written changes nothing.</param>
    /// <param name="cancellationToken">Cancels the verb.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        try
        {
            if (args.FirstOrDefault(a => a.Any(char.IsControl)) is { } word)
            {
                throw new InputException($"{QuotedText.Of(word)} on the command line has a control character; write it without");
            }

            ParseResult parsed = Root(args.FirstOrDefault()).Parse(args, Parser);
            if (parsed.Errors.Count > 0)
            {
                throw new InputException($"{Complaint(parsed)}; see 'cutqnn {Verb(parsed)}--help'");
            }

            using var written = new CheckedOutput(output);
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = written,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (BackendException failed) when (failed.IsFailure)
        {
            Report(error, $"{failed.Message.TrimEnd('.')}; try again, with more --retries, or with another --backend");
            return ExitCode.Failed;
        }
        catch (CutAwareException bad)
        {
            Report(error, bad.Message);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            Report(error, "cancelled; what was finished is kept");
            return ExitCode.Cancelled;
        }
#pragma warning disable CA1031 // The last resort: anything else is a fault of the program, and the message states so.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Report(error, $"a fault of the program, please report it with this line: {OneLine(fault.ToString())}");
            return ExitCode.Failed;
        }
    }

    /// <summary>Returns the commands, with the one verb that is called, or with all of them where it is none.</summary>
    public static RootCommand Root(string? called = null)
    {
        var root = new RootCommand("Trains quantum neural networks whose circuits are cut, and measures where the time goes.");
        foreach ((_, Func<Command> create) in Verbs.Any(v => v.Name == called) ? Verbs.Where(v => v.Name == called) : Verbs)
        {
            root.Add(create());
        }

        return root;
    }

    private static void Report(TextWriter error, string message)
    {
        try
        {
            error.WriteLine($"cutqnn: {Shown(message)}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Nobody is there to read it; the exit code still reports it.
        }
    }

    // Names of files and what they hold reach the terminal through messages: a control character is shown by its code.
    private static string Shown(string message) => message.Any(char.IsControl)
        ? string.Concat(message.Select(c => char.IsControl(c) ? $"U+{(int)c:X4}" : c.ToString()))
        : message;

    private static string Complaint(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0)
        {
            // The parser's own message names the .NET type.
            return parsed.CommandResult.Command is RootCommand ? "no verb was given"
                : parsed.Errors[0].SymbolResult is OptionResult { Tokens: [var value, ..] } result
                    && OneLine(parsed.Errors[0].Message).Contains("expected type", StringComparison.Ordinal)
                    ? $"{result.Option.Name} {QuotedText.Of(value.Value)} is no value of it"
                : OneLine(parsed.Errors[0].Message);
        }

        Command command = parsed.CommandResult.Command;
        string word = parsed.UnmatchedTokens[0];
        (string kind, IEnumerable<string> known) = command is RootCommand
            ? ("a verb", command.Subcommands.Select(c => c.Name))
            : ($"an option or argument of '{command.Name}'", command.Options.Select(o => o.Name));
        return $"{QuotedText.Of(word)} is not {kind}{(NearestName.Of(word, known) is { } nearest ? $", did you mean {nearest}?" : "")}";
    }

    // With the verbs above it: sweep rq1.
    private static string Verb(ParseResult parsed)
    {
        string verb = "";
        for (SymbolResult? result = parsed.CommandResult;
            result is CommandResult { Command: not RootCommand and var command };
            result = result.Parent)
        {
            verb = command.Name + " " + verb;
        }

        return verb;
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
