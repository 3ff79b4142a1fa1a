using System.CommandLine;
using System.CommandLine.Parsing;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The options of the model that is trained.</summary>
internal sealed class ModelOptions
{
    private readonly Option<FileInfo?> _circuit = PathOption.File(
        "--circuit", "An OpenQASM 3 file whose inputs are features and weights. By default the study's circuit of four qubits.");

    private readonly Option<string?> _features = CircuitFile.FeatureNames();
    private readonly Option<string[]> _observables = new("--observable")
    {
        Description = "A Pauli sum such as ZZZZ or 0.5*ZZII - XIXI; the rightmost letter is qubit 0. Repeat it for several. "
            + "Of the study's circuit by default ZZZZ; a plan file has its own.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _classQubits = new("--class-qubits")
    {
        Description = "Qubits whose measured bits are the class, between commas, the first for the lowest bit, e.g. 0,1: the outputs are "
            + "then the probabilities of the classes, in place of observables.",
    };

    private readonly Option<bool> _linear = new("--linear")
    {
        Description =
            "A classical linear layer after the observables: one output for two classes, else, and with --loss softmax, one per class.",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _circuit, _features, _observables, _classQubits, _linear })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the partition where none is given: the study's of the study's circuit.</summary>
    public string DefaultPartition(SymbolResult parsed) => parsed.GetResult(_circuit) is null ? IrisClassifier.Partition.Letters : "none";

    /// <summary>Returns what records call the circuit.</summary>
    public string CircuitName(ParseResult parsed) => parsed.GetValue(_circuit)?.Name ?? nameof(IrisClassifier);

    public OpenQasmProgram Program(ParseResult parsed)
    {
        if (parsed.GetValue(_circuit) is { } file)
        {
            return CircuitFile.Read(file, parsed.GetValue(_features));
        }

        return parsed.GetValue(_features) is null
            ? new(IrisClassifier.Circuit, default, default)
            : throw new InputException("--features names inputs of a file; give the file with --circuit, or omit it");
    }

    /// <summary>Returns the qubits whose bits are the class, as given; null where observables are measured.</summary>
    public string? ClassQubits(ParseResult parsed) => parsed.GetValue(_classQubits);

    /// <summary>Returns the observables that are given, those of the classes' probabilities, or that of the study's circuit.</summary>
    /// <param name="hasPlan">Whether a plan file gives the observables; then none are given, and none are returned.</param>
    /// <param name="classCount">Classes of the data; 0 of a regression.</param>
    public PauliSum[] Observables(ParseResult parsed, Circuit circuit, bool hasPlan, int classCount)
    {
        if (parsed.GetValue(_classQubits) is { } qubits)
        {
            return hasPlan || parsed.IsGiven(_observables) || parsed.GetValue(_linear) || classCount == 0
                ? throw new InputException(
                    "--class-qubits makes outputs of its own, the probabilities of classes; omit it, or omit --observable, --linear, "
                    + "--plan and --target")
                : ClassProbabilities.Observables(
                    circuit.QubitCount, Numbers.Between(0, circuit.QubitCount - 1).ReadList("--class-qubits", qubits, "0,1"), classCount);
        }

        PauliSum[] observables = [.. parsed.GetValue(_observables)!.Select(p => PauliSum.Parse(p, circuit.QubitCount))];
        return (observables.Length, hasPlan) switch
        {
            ( > 0, true) => throw new InputException(
                "--observable and --plan are both given; a plan has its own observable, so omit --observable"),
            ( > 0, false) or (0, true) => observables,
            _ when parsed.GetValue(_circuit) is { } file => throw new InputException(
                $"no observable of {file.Name} is given; give an --observable such as {new string('Z', Math.Min(circuit.QubitCount, 8))}"),
            _ => [IrisClassifier.Observable],
        };
    }

    public Model Model(ParseResult parsed, Circuit circuit, PauliSum[] observables, int classCount, Loss loss)
    {
        int outputCount = Math.Max(loss.FewestOutputs, classCount <= 2 ? 1 : classCount);
        return new(circuit, observables, parsed.GetValue(_linear) ? new(observables.Length, outputCount) : null);
    }
}
