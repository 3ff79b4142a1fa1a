using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Experiments;

/// <summary>The circuit file of a verb, and the options that say what its inputs are.</summary>
internal sealed class CircuitFile
{
    private readonly Argument<FileInfo> _file;
    private readonly Option<string?> _features = FeatureNames();

    private readonly Option<string[]> _values = new("--input")
    {
        Description = "NAME=VALUE gives an input of an OpenQASM 3 file its value, in radians; repeat it for each.",
        DefaultValueFactory = _ => [],
    };

    public CircuitFile(string name = "FILE")
    {
        _file = new(name) { Description = "An OpenQASM file, version 2 or 3." };
    }

    /// <summary><c>--features</c>: which inputs are features.</summary>
    public static Option<string?> FeatureNames() => new("--features")
    {
        Description = "The inputs of an OpenQASM 3 file that are features, between commas; the others are weights. "
            + "By default a name that is x, or begins with x_ or x[, is a feature.",
    };

    /// <summary>Reads a program.</summary>
    /// <param name="features">The value of <see cref="FeatureNames"/>.</param>
    public static OpenQasmProgram Read(FileInfo file, string? features) => OpenQasmReader.Read(
        SourceFile.Read(file), file.Name, features?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Adds the file and what says which inputs are features.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_features);
    }

    /// <summary>Adds <c>--input</c>.</summary>
    public void AddValuesTo(Command command) => command.Add(_values);

    public FileInfo File(ParseResult parsed) => parsed.GetValue(_file)!;

    public OpenQasmProgram Read(ParseResult parsed) => Read(File(parsed), parsed.GetValue(_features));

    /// <summary>Whether any input was given a value.</summary>
    public bool HasValues(ParseResult parsed) => parsed.GetValue(_values)!.Length > 0;

    /// <summary>The values of all inputs.</summary>
    public (double[] Features, double[] Weights) Values(ParseResult parsed, OpenQasmProgram program)
    {
        Dictionary<string, double> values = new(StringComparer.Ordinal);
        foreach (string given in parsed.GetValue(_values)!)
        {
            (string name, double value) = Parse(given);
            if (!program.FeatureNames.Contains(name) && !program.WeightNames.Contains(name))
            {
                throw new InputException($"--input '{given}' names no input of {File(parsed).Name}; {Known(program)}");
            }

            if (!values.TryAdd(name, value))
            {
                throw new InputException($"--input gives '{name}' two values; give one");
            }
        }

        return (In(program.FeatureNames), In(program.WeightNames));

        double[] In(IEnumerable<string> names) => [.. names.Select(name => values.TryGetValue(name, out double value)
            ? value
            : throw new InputException($"input '{name}' of {File(parsed).Name} has no value; give --input {name}=VALUE"))];
    }

    private static (string Name, double Value) Parse(string given)
    {
        int equals = given.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            && double.TryParse(given.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? (given[..equals].Trim(), value)
            : throw new InputException($"--input '{given}' is not NAME=VALUE with a number of radians; write it as x_0=0.5");
    }

    private static string Known(OpenQasmProgram program)
    {
        string[] names = [.. program.FeatureNames, .. program.WeightNames];
        return names.Length == 0
            ? "it has none, so leave --input away"
            : "it has " + string.Join(", ", names.Take(8)) + (names.Length > 8 ? ", …" : "");
    }
}
