using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Experiments;

/// <summary>The circuit file of a verb, and the options that name its inputs.</summary>
/// <param name="name">The argument's name in the help.</param>
internal sealed class CircuitFile(string name = "FILE")
{
    private readonly Argument<FileInfo> _file = PathOption.FileArgument(name, "An OpenQASM file, version 2 or 3.");
    private readonly Option<string?> _features = FeatureNames();

    private readonly Option<string[]> _values = new("--input")
    {
        Description = "NAME=VALUE gives an input of an OpenQASM 3 file its value in radians, as 0.5 or pi/2; repeat it for each.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Creates <c>--features</c>: which inputs are features.</summary>
    public static Option<string?> FeatureNames() => new("--features")
    {
        CustomParser = result => string.IsNullOrWhiteSpace(result.Tokens[0].Value)
            ? throw new InputException("--features '' names no input; give names between commas, or omit it")
            : result.Tokens[0].Value,
        Description = "The inputs of an OpenQASM 3 file that are features, between commas; the others are weights. "
            + "By default a name that is x, or begins with x_ or x[, is a feature.",
    };

    /// <summary>Reads a program.</summary>
    /// <param name="features">The value of <see cref="FeatureNames"/>.</param>
    public static OpenQasmProgram Read(FileInfo file, string? features) =>
        OpenQasmReader.Read(SourceFile.Read(file), file.Name, Names(features));

    /// <summary>The options that name the inputs and give them values.</summary>
    public IReadOnlyList<Option> Options => [_features, _values];

    /// <summary>Adds the file and the option that names the features.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_features);
    }

    /// <summary>Adds <c>--input</c>.</summary>
    public void AddValuesTo(Command command) => command.Add(_values);

    public FileInfo File(ParseResult parsed) => parsed.GetValue(_file)!;

    /// <summary>Reads the program; inputs that decide what the circuit is, as integers do, have their values of <c>--input</c>.</summary>
    public OpenQasmProgram Read(ParseResult parsed)
    {
        Dictionary<string, double> known = new(StringComparer.Ordinal);
        foreach (string given in parsed.GetResult(_values) is null ? [] : parsed.GetValue(_values)!)
        {
            (string name, double value) = Parse(given);
            known[name] = value;
        }

        return OpenQasmReader.Read(SourceFile.Read(File(parsed)), File(parsed).Name, Names(parsed.GetValue(_features)), known);
    }

    /// <summary>Returns whether any input was given a value.</summary>
    public bool HasValues(ParseResult parsed) => parsed.GetValue(_values)!.Length > 0;

    /// <summary>Returns the values of all inputs.</summary>
    public (double[] Features, double[] Weights) Values(ParseResult parsed, OpenQasmProgram program) =>
        Values(parsed, program, Given(parsed, program));

    /// <summary>Returns the values that <c>--input</c> gives, by name.</summary>
    /// <exception cref="InputException">One is not a number, names no input, or is given twice.</exception>
    public Dictionary<string, double> Given(ParseResult parsed, OpenQasmProgram program)
    {
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        foreach (string given in parsed.GetValue(_values)!)
        {
            (string name, double value) = Parse(given);
            if (program.KnownInputs.Contains(name))
            {
                continue;
            }

            if (!program.FeatureNames.Contains(name) && !program.WeightNames.Contains(name))
            {
                throw new InputException($"--input {QuotedText.Of(given)} names no input of {File(parsed).Name}; {Known(program)}");
            }

            if (!values.TryAdd(name, value))
            {
                throw new InputException($"--input gives {QuotedText.Of(name)} two values; give one");
            }
        }

        return values;
    }

    /// <summary>Orders values as the circuit takes them.</summary>
    /// <exception cref="InputException">An input has no value.</exception>
    public (double[] Features, double[] Weights) Values(
        ParseResult parsed, OpenQasmProgram program, IReadOnlyDictionary<string, double> values)
    {
        return (In(program.FeatureNames), In(program.WeightNames));

        double[] In(IEnumerable<string> names) => [.. names.Select(name => values.TryGetValue(name, out double value)
            ? program.AngleInputs.Contains(name) ? AngleInput.Reduced(value) : value
            : throw new InputException($"input '{name}' of {File(parsed).Name} has no value; give --input {name}=VALUE"))];
    }

    private static string[]? Names(string? features) =>
        features?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (string Name, double Value) Parse(string given)
    {
        int equals = given.IndexOf('=', StringComparison.Ordinal);
        try
        {
            return equals > 0 ? (given[..equals].Trim(), ConstantAngle.Parse(given[(equals + 1)..], "--input")) : throw Refused(null);
        }
        catch (OpenQasmException error)
        {
            throw Refused(error);
        }

        InputException Refused(OpenQasmException? error) =>
            new(
                $"--input {QuotedText.Of(given)} is not NAME=VALUE with a finite number of radians; write it as x_0=0.5 or x_0=pi/2",
                error);
    }

    private static string Known(OpenQasmProgram program)
    {
        string[] names = [.. program.FeatureNames, .. program.WeightNames];
        return names.Length == 0
            ? "it has none, so omit --input"
            : "it has " + string.Join(", ", names.Take(8)) + (names.Length > 8 ? ", …" : "");
    }
}
