using System.CommandLine;
using CutAwareQnn.Experiments;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>
/// What is no value of an option is refused before anything is created: code 2 and one line, with a remedy and without a .NET type name.
/// Verbs, options and arguments are those of the parser, so a new one takes part by itself.
/// </summary>
public sealed class BadOptionTests : IDisposable
{
    private const string Program = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] x_0;
        input float[64] w_0;
        qubit[2] q;
        ry(x_0) q[0];
        cx q[0], q[1];
        ry(w_0) q[1];
        """;

    private const string Table = "a,b,class\n0.1,0.2,s\n0.3,0.1,t\n0.2,0.4,s\n0.5,0.3,t\n0.4,0.4,s\n0.1,0.9,t\n";

    private static readonly string[] Bad =
        ["", " ", "NaN", "-Infinity", "Infinity", "∞", "1e400", "-1e400", "0,02", "1,5", "0.5.5",
            "1_000", "0x10", "word", "-1", "2147483648",
            "9223372036854775808", "18446744073709551616", "a\u0001b", "\u001b[31m", "1\n2", "1\0"];

    private static readonly string[] Numbers = ["2147483648", "9223372036854775808", "18446744073709551616"];

    // What an option takes although it looks bad: any file name for a file to write, large numbers where there is no limit.
    private static readonly Dictionary<string, string[]> Taken = new(StringComparer.Ordinal)
    {
        ["--out"] = [.. Bad.Where(b => !string.IsNullOrWhiteSpace(b) && !b.Any(char.IsControl))],
        ["--svg"] = [.. Bad.Where(b => !string.IsNullOrWhiteSpace(b) && !b.Any(char.IsControl))],
        ["OUT"] = [.. Bad.Where(b => !string.IsNullOrWhiteSpace(b) && !b.Any(char.IsControl))],
        ["--seed"] = Numbers[..2],
        ["--learning-rate"] = Numbers,
        ["--weight-decay"] = Numbers,
        ["--min-improvement"] = Numbers,
        ["--scale"] = Numbers,
        ["--target-error"] = Numbers,
        ["--total-shots"] = Numbers[..1],
        ["--shots"] = Numbers[..1],
        ["--observable"] = ["-1", "0.5.5", .. Numbers],
        ["--max-qubits"] = ["1,5", "2147483648"],
        ["--nodes"] = ["1,5"],
        ["--fold"] = ["1,5"],
        ["--sublayers"] = ["1,5"],
        ["--data-count"] = Numbers,
        ["--function"] = ["-1", .. Numbers],
        ["--partition"] = ["0x10", "word"],
        ["--partitions"] = ["0x10", "word"],
    };

    // A command line of a verb that is accepted; without one its name alone, which tests less.
    private readonly Dictionary<string, string[]> _accepted;
    private readonly TemporaryFolder _folder = new();

    public BadOptionTests()
    {
        string circuit = _folder.File("in.qasm", Program);
        string table = _folder.File("table.csv", Table);
        string run = _folder.File("run");
        string[] inputs = ["--input", "x_0=0.5", "--input", "w_0=pi/2"];
        _accepted = new(StringComparer.Ordinal)
        {
            ["estimate"] = ["estimate", circuit, "--observable", "ZZ", .. inputs],
            ["probabilities"] = ["probabilities", circuit, .. inputs],
            ["sample"] = ["sample", circuit, .. inputs],
            ["capacity"] = ["capacity", "pairs"],
            ["communication"] = ["sweep", "communication", "--short", "--out", run],
            ["train"] =
            [
                "train",
                table,
                "--label",
                "class",
                "--circuit",
                circuit,
                "--observable",
                "ZZ",
                "--reduction",
                "pca",
                "--out",
                run,
            ],
            ["plan"] = ["plan", circuit, "--max-qubits", "1"],
            ["draw"] = ["draw", circuit],
            ["cut"] = ["cut", circuit, "--observable", "ZZ", "--partition", "AB", "--shots", "100", "--out", run, .. inputs],
            ["reconstruct"] = ["reconstruct", _folder.File("none")],
            ["counts"] = ["counts", _folder.File("none")],
            ["info"] = ["info", circuit],
            ["worker"] = ["worker", "localhost:1"],
            ["convert"] = ["convert", circuit, _folder.File("out.qasm"), .. inputs],
            ["predict"] = ["predict", _folder.File("none"), table],
            ["report"] = ["report", _folder.File("none")],
            ["rq1"] = ["sweep", "rq1", "--datasets", "iris", "--out", run],
            ["rq2"] = ["sweep", "rq2", "--virtual", "--out", run],
            ["rq3"] = ["sweep", "rq3", "--virtual", "--out", run],
            ["rq4"] = ["sweep", "rq4", "--datasets", "iris", "--out", run],
            ["rq5"] = ["sweep", "rq5", "--datasets", "iris", "--out", run],
            ["all"] = ["sweep", "all", "--datasets", "iris", "--out", run],
            ["width"] = ["sweep", "width", "--out", run],
            ["nodes"] = ["sweep", "nodes", "--dataset", "iris", "--out", run],
        };
    }

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Verbs => [.. Leaves(Cli.Root()).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task EveryOption_RefusesWhatIsNoValueOfIt(string verb)
    {
        Command command = Leaves(Cli.Root()).Single(c => c.Name == verb);
        string[] accepted = _accepted.GetValueOrDefault(verb) ?? [.. Path(command)];
        Assert.True(
            !_accepted.ContainsKey(verb) || Cli.Root().Parse(accepted, Cli.Parser).Errors.Count == 0, "the accepted line is not accepted");
        string[] before = _folder.Entries();
        List<string> faults = [];
        foreach ((string name, string[] line, string bad) in
            from part in Options(command, accepted).Concat(Arguments(command, accepted))
            from bad in Bad
            where !(Taken.TryGetValue(part.Name, out string[]? taken) && taken.Contains(bad))
            select (part.Name, part.Line(bad), bad))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            Cutqnn run = await Cutqnn.RunAsync(limit.Token, line);
            string? fault = run.ExitCode != 2 ? $"exit code {run.ExitCode}"
                : run.Output.Length > 0 ? "standard output is not empty"
                : Fault(run.Error);
            if (fault is not null)
            {
                faults.Add($"{verb} {name} '{string.Concat(bad.Select(c => char.IsControl(c) ? '?' : c))}': {fault}: {run.Error}");
            }

            if (!_folder.Entries().SequenceEqual(before))
            {
                faults.Add($"{verb} {name} '{bad}': created {string.Join(", ", _folder.Entries().Except(before))}");
                break;
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [InlineData("'estimat' is not a verb, did you mean estimate?; see 'cutqnn --help'", "estimat")]
    [InlineData(
        "'--epoch' is not an option or argument of 'train', did you mean --epochs?; see 'cutqnn train --help'",
        "train",
        "iris",
        "--epoch",
        "3")]
    [InlineData("'@more' is neither iris nor mnist nor a file; give one of them", "train", "@more")]
    [InlineData(
        "--target-error '0,02' is not a finite number above 0; give digits with a decimal point, e.g. 0.01",
        "plan",
        "in.qasm",
        "--max-qubits",
        "1",
        "--target-error",
        "0,02")]
    [InlineData("--epochs '0' is not a whole number from 1 to 1000000; give digits alone, e.g. 30", "train", "iris", "--epochs", "0")]
    [InlineData(
        "--robustness '0,05' has '05', which is not a number from 0 to 1000000; give numbers between commas, with decimal points, "
        + "e.g. 0,0.1,0.2",
        "train",
        "iris",
        "--robustness",
        "0,05")]
    [InlineData("'U+001B[31m' on the command line has a control character; write it without", "info", "in.qasm", "\u001b[31m")]
    public async Task AMessage_NamesTheRuleAndTheRemedy(string message, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(arguments);
        Assert.Equal((2, $"cutqnn: {message}{Environment.NewLine}"), (run.ExitCode, run.Error));
    }

    private static string? Fault(string error) =>
        !error.StartsWith("cutqnn: ", StringComparison.Ordinal)
            || !error.EndsWith(Environment.NewLine, StringComparison.Ordinal) ? "no message"
        : error[..^Environment.NewLine.Length].Any(char.IsControl) ? "control characters or several lines"
        : error.Contains("System.", StringComparison.Ordinal) || error.Contains('`', StringComparison.Ordinal) ? "a type name"
        : error.Contains("; ", StringComparison.Ordinal) ? null
        : "no remedy";

    private static IEnumerable<string> Path(Command command) =>
        command.Parents.OfType<Command>().Where(p => p is not RootCommand).SelectMany(Path).Append(command.Name);

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);

    // An option takes the place of where it is given already.
    private static IEnumerable<(string Name, Func<string, string[]> Line)> Options(Command command, string[] accepted) =>
        from option in command.Options
        where option.ValueType != typeof(bool) && option is not System.CommandLine.Help.HelpOption
        let place = Array.IndexOf(accepted, option.Name)
        select (option.Name, (Func<string, string[]>)(bad => place < 0
            ? [.. accepted, option.Name, bad]
            : [.. accepted[..place], option.Name, bad, .. accepted[(place + 2)..]]));

    // They follow the verb.
    private static IEnumerable<(string Name, Func<string, string[]> Line)> Arguments(Command command, string[] accepted)
    {
        int first = Array.IndexOf(accepted, command.Name) + 1;
        return command.Arguments.Select((argument, i) => (argument.Name, (Func<string, string[]>)(bad =>
            [.. accepted[..(first + i)], bad, .. accepted[(first + i + 1)..]])));
    }
}
