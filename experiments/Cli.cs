using System.CommandLine;
using System.CommandLine.Parsing;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>The console: verbs, exit codes, and one line for whatever was wrong with the input.</summary>
internal static class Cli
{
    private const int Failed = 1;
    private const int BadInput = 2;
    private const int Cancelled = 130;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Trains quantum neural networks whose circuits are cut, and measures where the time goes.")
        {
            EstimateCommand.Create(),
            TrainCommand.Create(),
            SweepCommand.Create(),
            PlanCommand.Create(),
            DrawCommand.Create(),
            InfoCommand.Create(),
            CapacityCommand.Create(),
            ConvertCommand.Create(),
            ReportCommand.Create(),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"cutqnn: {Complaint(parsed)}; see 'cutqnn {Verb(parsed)}--help'").ConfigureAwait(false);
            return BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            }).ConfigureAwait(false);
        }
        catch (CutAwareException bad) when (bad is not BackendException { InnerException: not (null or CutAwareException) })
        {
            await error.WriteLineAsync($"cutqnn: {bad.Message}").ConfigureAwait(false);
            return BadInput;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("cutqnn: cancelled; what was finished is kept").ConfigureAwait(false);
            return Cancelled;
        }
#pragma warning disable CA1031 // The last resort: anything else is a fault of the program and says so.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync($"cutqnn: a fault of the program, please report it: {fault}").ConfigureAwait(false);
            return Failed;
        }
    }

    // The parser's messages may span lines.
    private static string Complaint(ParseResult parsed) => parsed.CommandResult.Command is RootCommand
        ? parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not a verb" : "no verb was given"
        : string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    // With the verbs that it stands behind: sweep rq1.
    private static string Verb(ParseResult parsed)
    {
        string verb = "";
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: not RootCommand and var command }; result = result.Parent)
        {
            verb = command.Name + " " + verb;
        }

        return verb;
    }
}
