using System.CommandLine;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options of <c>cutqnn cut</c> that say what is written.</summary>
internal sealed class CutFolderOptions
{
    private const int MostQubits = 1_000_000;

    private readonly Option<long?> _shots = Numbers.Between(1L, 1L << 53).Optional("--shots", 1000L, "Shots per circuit.");
    private readonly Option<long?> _totalShots = Numbers.Between(1L, 1L << 53).Optional(
        "--total-shots", 100_000L, "Shots of the whole query, divided among its circuits by the cuts' coefficients.");

    private readonly Option<string> _dialect = new("--dialect")
    {
        Description = "Who reads the circuit files: " + string.Join(", ", DeviceDialect.All.Select(d => d.Name)) + ".",
        DefaultValueFactory = _ => "openqasm3",
    };
    private readonly Option<bool> _deferred = new("--no-mid-circuit")
    {
        Description = "Moves every measurement to the end of its circuit, with an ancilla for each qubit that goes on.",
    };
    private readonly Option<int?> _maxQubits = Numbers.Between(1, MostQubits).Optional(
        "--device-qubits", 20, "Qubits of the device; wider circuits are refused.");

    private readonly Option<FileInfo?> _connectivity = PathOption.File(
        "--connectivity",
        "A device model, as for qpu:model=FILE: circuits are placed on its qubits, where errors are least, and routed by inserted swaps "
            + "where they must be.");

    public Option<string?> Out { get; } = PathOption.Folder("--out", "The folder to write; it must be new or empty.");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_shots, _totalShots, _dialect, _deferred, _maxQubits, _connectivity, Out])
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the folder to write, which must not hold anything yet.</summary>
    /// <exception cref="InputException">It is not given, or is not new or empty.</exception>
    public DirectoryInfo Target(ParseResult parsed)
    {
        string name = parsed.GetValue(Out) ?? throw new InputException("no folder is given; give --out with a new one");
        return !File.Exists(name) && (!Directory.Exists(name) || !Directory.EnumerateFileSystemEntries(name).Any())
            ? new(name)
            : throw new InputException($"--out {name} exists and is not an empty folder; give a new one");
    }

    public DeviceFolderSettings Settings(ParseResult parsed)
    {
        long? shots = parsed.GetValue(_shots);
        long? total = parsed.GetValue(_totalShots);
        if (shots is null == total is null)
        {
            throw new InputException(shots is null
                ? "no number of shots is given; give --shots per circuit or --total-shots of the query"
                : "--shots and --total-shots are both given; give one of them");
        }

        return new(
            DeviceDialect.Of(parsed.GetValue(_dialect)!), shots ?? 0, total, parsed.GetValue(_deferred), parsed.GetValue(_maxQubits))
        {
            Connectivity = parsed.GetValue(_connectivity) is { } file ? DeviceModelFile.Read(file.FullName) : null,
        };
    }
}
