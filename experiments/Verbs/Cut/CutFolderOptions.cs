using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options of <c>cutqnn cut</c> that say what is written.</summary>
internal sealed class CutFolderOptions
{
    private const int MostQubits = 1_000_000;

    private readonly Option<string?> _shots = new("--shots") { Description = "Shots per circuit." };
    private readonly Option<string?> _totalShots = new("--total-shots")
    {
        Description = "Shots of the whole query, divided among its circuits by the cuts' coefficients.",
    };
    private readonly Option<string> _dialect = new("--dialect")
    {
        Description = "Who reads the circuit files: " + string.Join(", ", DeviceDialect.All.Select(d => d.Name)) + ".",
        DefaultValueFactory = _ => "openqasm3",
    };
    private readonly Option<bool> _deferred = new("--no-mid-circuit")
    {
        Description = "Moves every measurement to the end of its circuit, with an ancilla for each qubit that goes on.",
    };
    private readonly Option<string?> _maxQubits = new("--max-qubits") { Description = "Qubits of the device; wider circuits are refused." };

    public Option<DirectoryInfo> Out { get; } = new("--out") { Description = "The folder to write; it must be new or empty.", Required = true };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_shots, _totalShots, _dialect, _deferred, _maxQubits, Out])
        {
            command.Add(option);
        }
    }

    /// <summary>The folder; it must not hold anything yet.</summary>
    public DirectoryInfo Target(ParseResult parsed) => parsed.GetValue(Out) is { } folder && !File.Exists(folder.FullName)
        && (!folder.Exists || !folder.EnumerateFileSystemInfos().Any())
        ? folder
        : throw new InputException($"--out {parsed.GetValue(Out)} exists and is not an empty folder; give a new one");

    public DeviceFolderSettings Settings(ParseResult parsed)
    {
        long? shots = Number(parsed, _shots, 1L << 53);
        long? total = Number(parsed, _totalShots, 1L << 53);
        if (shots is null == total is null)
        {
            throw new InputException(shots is null
                ? "no number of shots is given; give --shots per circuit or --total-shots of the query"
                : "--shots and --total-shots are both given; give one of them");
        }

        return new(
            DeviceDialect.Of(parsed.GetValue(_dialect)!), shots ?? 0, total, parsed.GetValue(_deferred), (int?)Number(parsed, _maxQubits, MostQubits));
    }

    private static long? Number(ParseResult parsed, Option<string?> option, long most) => parsed.GetValue(option) switch
    {
        null => null,
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= 1 && number <= most => number,
        string text => throw new InputException(
            string.Create(CultureInfo.InvariantCulture, $"{option.Name} '{text}' is not a whole number from 1 to {most}; give one")),
    };
}
