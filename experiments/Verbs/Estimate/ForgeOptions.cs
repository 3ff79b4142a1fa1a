using System.CommandLine;
using System.Diagnostics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary>The options that forge the state of two halves.</summary>
internal sealed class ForgeOptions
{
    private const string Best = "best:";

    private readonly Option<string?> _strings = new("--forge")
    {
        Description = "FILE is the circuit of each half of a state of twice its qubits; starts it on these bit strings, between commas, "
            + "one for both halves as 00,11 or LOW:HIGH as 00:01,11:10, or best:K for the K strings of lowest energy.",
    };

    private readonly Option<FileInfo?> _high = PathOption.File(
        "--forge-high", "The circuit of the high half, whose inputs are among those of FILE. By default FILE.");

    private readonly Option<string?> _weights = new("--forge-weights")
    {
        Description = "The weights of the terms, between commas, scaled so that their squares add to 1. By default those of lowest energy.",
    };

    public void AddTo(Command command)
    {
        command.Add(_strings);
        command.Add(_high);
        command.Add(_weights);
    }

    /// <summary>Returns whether a state is forged.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="command">The verb.</param>
    /// <param name="others">Options that forging takes besides its own.</param>
    /// <exception cref="InputException">An option is given that forging does not take, or one of forging without it.</exception>
    public bool IsGiven(ParseResult parsed, Command command, params ReadOnlySpan<Option> others)
    {
        if (!parsed.IsGiven(_strings))
        {
            return parsed.FirstGiven(_high, _weights) is { } own
                ? throw new InputException($"{own.Name} describes a forged state; give --forge as well")
                : false;
        }

        Option[] taken = [_strings, _high, _weights, .. others];
        return command.Options.FirstOrDefault(o => parsed.IsGiven(o) && !taken.Contains(o)) is { } other
            ? throw new InputException($"{other.Name} does not apply to a forged state (--forge), whose halves are run uncut; omit it")
            : true;
    }

    /// <summary>Reads the circuit of the high half.</summary>
    /// <param name="low">The low half's program.</param>
    public OpenQasmProgram High(ParseResult parsed, OpenQasmProgram low)
    {
        if (parsed.GetValue(_high) is not { } file)
        {
            return low;
        }

        OpenQasmProgram high = CircuitFile.Read(file, string.Join(',', low.FeatureNames));
        return Names(high).Except(Names(low)).FirstOrDefault() is { } missing
            ? throw new InputException($"input {QuotedText.Of(missing)} of {file.Name} is no input of FILE; declare it there too")
            : high;
    }

    /// <summary>Estimates an observable on both halves.</summary>
    /// <param name="low">The low half's program.</param>
    /// <param name="high">The high half's program.</param>
    /// <param name="values">The values of the low half's inputs.</param>
    /// <param name="shots">Shots of each circuit, or exact.</param>
    public ForgedDocument Estimate(
        ParseResult parsed,
        OpenQasmProgram low,
        OpenQasmProgram high,
        (double[] Features, double[] Weights) values,
        PauliSum observable,
        ShotBudget shots,
        ulong seed)
    {
        long begun = Stopwatch.GetTimestamp();
        Dictionary<string, double> named = low.FeatureNames.Zip(values.Features).Concat(low.WeightNames.Zip(values.Weights))
            .ToDictionary(v => v.First, v => v.Second, StringComparer.Ordinal);
        Circuit lowCircuit = low.Circuit.Bind(values.Features, values.Weights);
        Circuit highCircuit = high.Circuit.Bind([.. high.FeatureNames.Select(n => named[n])], [.. high.WeightNames.Select(n => named[n])]);
        string text = parsed.GetValue(_strings)!;
        ForgedAnsatz ansatz = text.StartsWith(Best, StringComparison.Ordinal)
            ? ForgedAnsatz.WithBestStrings(
                lowCircuit,
                highCircuit,
                observable,
                [],
                Numbers.Between(1, 1 << ForgedAnsatz.MostChosenQubits).Read("--forge best:", text[Best.Length..], "2"))
            : new(lowCircuit, highCircuit, [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Pair)]);
        ForgedState state = parsed.GetValue(_weights) is { } weights
            ? ansatz.State([], Numbers.Between(double.MinValue, double.MaxValue).ReadList("--forge-weights", weights, "0.9,-0.4"))
            : ansatz.Energy(observable, []).State;
        (Estimate estimate, int circuits) =
            shots.IsExact ? (new(state.Expectation(observable), 0), 0) : ansatz.Sample(observable, [], state, shots.PerCircuit, seed);
        return new(estimate, observable, state, ansatz.Strings, circuits, shots, Stopwatch.GetElapsedTime(begun)) { Row = null };
    }

    private static IEnumerable<string> Names(OpenQasmProgram program) => program.FeatureNames.Concat(program.WeightNames);

    private static (string Low, string High) Pair(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length <= 2
            ? (parts[0], parts[^1])
            : throw new InputException($"--forge has {QuotedText.Of(text)}; give a bit string, or LOW:HIGH, e.g. 00:11");
    }
}
