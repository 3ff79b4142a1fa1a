using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Experiments.Circuits;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments.Commands;

/// <summary>The options that say what is trained.</summary>
internal sealed class ModelOptions
{
    private readonly Option<FileInfo?> _circuit = new("--circuit")
    {
        Description = "An OpenQASM 3 file whose inputs are features and weights. By default the study's circuit of four qubits.",
    };

    private readonly Option<string?> _features = CircuitFile.FeatureNames();
    private readonly Option<string[]> _observables = new("--observable")
    {
        Description = "A Pauli sum such as ZZZZ or 0.5*ZZII - XIXI; the rightmost letter is qubit 0. Repeat it for several. "
            + "Of the study's circuit by default ZZZZ.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _linear = new("--linear")
    {
        Description = "A classical linear layer behind the observables: one output for two classes, else, and with --loss softmax, one a class.",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _circuit, _features, _observables, _linear })
        {
            command.Add(option);
        }
    }

    /// <summary>Whether the circuit is from a file.</summary>
    public bool IsFromFile(ParseResult parsed) => parsed.GetValue(_circuit) is not null;

    /// <summary>What records call the circuit.</summary>
    public string CircuitName(ParseResult parsed) => parsed.GetValue(_circuit)?.Name ?? nameof(IrisClassifier);

    public Circuit Circuit(ParseResult parsed)
    {
        if (parsed.GetValue(_circuit) is { } file)
        {
            return CircuitFile.Read(file, parsed.GetValue(_features)).Circuit;
        }

        return parsed.GetValue(_features) is null
            ? IrisClassifier.Circuit
            : throw new InputException("--features names inputs of a file; give the file with --circuit, or leave it away");
    }

    public Model Model(ParseResult parsed, Circuit circuit, int classCount, Loss loss)
    {
        PauliSum[] observables = [.. parsed.GetValue(_observables)!.Select(PauliSum.Parse)];
        if (observables.Length == 0)
        {
            observables = IsFromFile(parsed)
                ? throw new InputException($"what is read from {CircuitName(parsed)} is not said; give an --observable such as {new string('Z', Math.Min(circuit.QubitCount, 8))}")
                : [IrisClassifier.Observable];
        }

        int outputCount = Math.Max(loss.FewestOutputs, classCount == 2 ? 1 : classCount);
        return new(circuit, observables, parsed.GetValue(_linear) ? new(observables.Length, outputCount) : null);
    }
}
