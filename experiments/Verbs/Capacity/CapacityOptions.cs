using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments;

/// <summary>The options of <c>cutqnn capacity</c>.</summary>
internal sealed class CapacityOptions
{
    public const string Chsh = "chsh";

    private static readonly string[] Models = ["nc", "cc", "qc", "single", "pairs"];

    private readonly Argument<string> _model = new("MODEL")
    {
        Description = "A model on two processors (nc, cc, qc, pairs), one processor alone (single), the players of the game CHSH (chsh), or an OpenQASM file.",
    };

    private readonly Option<int> _sublayers = new("--sublayers") { Description = "Sub-layers per convolution of a model.", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _width = new("--width") { Description = "Qubits per processor of a model: 2, 4 or 8.", DefaultValueFactory = _ => 4 };
    private readonly Option<int> _pairs = new("--pairs") { Description = "Shared pairs of the model 'pairs'.", DefaultValueFactory = _ => 1 };
    private readonly Option<double> _concurrence = new("--concurrence")
    {
        Description = "Concurrence of each shared pair, in (0, 1]; of chsh in [0, 1].",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _local = new("--local-embedding") { Description = "Embeds the features of qc within the processors." };
    private readonly Option<string?> _features = CircuitFile.FeatureNames();
    private readonly Option<string?> _readout = new("--readout") { Description = "The qubits of a file that are read out, between commas; by default qubit 0." };
    private readonly Option<string> _labels = new("--labels")
    {
        Description = "The labels of the Fisher information: parity of the readout bits, or outcomes.",
        DefaultValueFactory = _ => "parity",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Rows to embed: clusters1, clusters2, clusters3, or a CSV file whose first columns are the features. "
            + "By default a model's processors are in Haar-random states, and a file's features are uniform in [-π/2, π/2].",
    };

    private readonly Option<int> _inputs = new("--inputs") { Description = "Number of inputs; by default two per weight, at least 100." };
    private readonly Option<int> _samples = new("--weight-samples") { Description = "Draws of the weights, uniform in [0, 2π).", DefaultValueFactory = _ => 20 };
    private readonly Option<double> _dataCount = new("--data-count") { Description = "Number n of data of the effective dimension.", DefaultValueFactory = _ => 1536 };
    private readonly Option<double> _gamma = new("--gamma") { Description = "The constant γ of the effective dimension, in (0, 1].", DefaultValueFactory = _ => 1 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Keys all random numbers.", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        command.Add(_model);
        foreach (Option option in (Option[])[_sublayers, _width, _pairs, _concurrence, _local, _features, _readout, _labels, _data, _inputs, _samples, _dataCount, _gamma, _seed])
        {
            command.Add(option);
        }
    }

    public string Model(ParseResult parsed) => parsed.GetValue(_model)!;

    public OutcomeLabels Labels(ParseResult parsed) => parsed.GetValue(_labels) switch
    {
        "parity" => OutcomeLabels.Parity,
        "outcomes" => OutcomeLabels.Outcomes,
        _ => throw new InputException(
            $"--labels '{parsed.GetValue(_labels)}' is unknown; give parity or outcomes (a trained readout f is not a probability, so it defines no labels)"),
    };

    public int WeightSamples(ParseResult parsed) => parsed.InRange(_samples, 1, 10_000);

    public double DataCount(ParseResult parsed) => parsed.InRange(_dataCount, 2, 1e18);

    public double Gamma(ParseResult parsed) => parsed.GetValue(_gamma);

    public ulong Seed(ParseResult parsed) => parsed.GetValue(_seed);

    public double Concurrence(ParseResult parsed) => parsed.GetValue(_concurrence);

    /// <summary>Returns the model on processors; null where the argument is a file.</summary>
    public ProcessorModel? Processors(ParseResult parsed)
    {
        string model = Model(parsed);
        if (!Models.Contains(model))
        {
            return parsed.FirstGiven(_sublayers, _width, _pairs, _concurrence, _local) is { } stray
                ? throw new InputException($"{stray.Name} belongs to a model ({string.Join(", ", Models)}), but '{model}' is none; omit it")
                : null;
        }

        if (model != "pairs" && parsed.FirstGiven(_pairs, _concurrence) is { } pair)
        {
            throw new InputException($"{pair.Name} belongs to the model pairs, but {model} was given; omit it");
        }

        if (model != "qc" && parsed.IsGiven(_local))
        {
            throw new InputException($"{_local.Name} belongs to the model qc, but {model} was given; omit it");
        }

        if (parsed.FirstGiven(_features, _readout) is { } ofFile)
        {
            throw new InputException($"{ofFile.Name} belongs to a circuit file, but the model {model} was given; omit it");
        }

        ProcessorResource resource = model switch
        {
            "cc" => ProcessorResource.Classical,
            "qc" => ProcessorResource.Quantum,
            "single" => ProcessorResource.Single,
            _ => ProcessorResource.None,
        };
        int pairCount = model == "pairs" ? parsed.InRange(_pairs, 1, 8) : 0;
        return new(
            resource,
            parsed.InRange(_sublayers, 1, 100),
            [.. Enumerable.Repeat(parsed.GetValue(_concurrence), pairCount)],
            parsed.GetValue(_width),
            parsed.GetValue(_local));
    }

    /// <summary>Returns the circuit of the file, and its readout.</summary>
    public (Circuit Circuit, int[] Readout) File(ParseResult parsed)
    {
        Circuit circuit = CircuitFile.Read(new FileInfo(Model(parsed)), parsed.GetValue(_features)).Circuit;
        return (circuit, parsed.GetValue(_readout) is { } readout ? [.. readout.Split(',').Select(Qubit)] : [0]);
    }

    public int InputCount(ParseResult parsed, int weightCount) =>
        parsed.IsGiven(_inputs) ? parsed.InRange(_inputs, 1, 1_000_000) : Math.Max(100, 2 * weightCount);

    /// <summary>Returns the rows to embed; null where none are given.</summary>
    public double[][]? Rows(ParseResult parsed, int featureCount, int inputCount)
    {
        if (parsed.GetValue(_data) is not { } name)
        {
            return null;
        }

        double[][] rows = ClusterSets.Named(name) is { } clusters
            ? [.. clusters.Training.Select(s => s.Features)]
            : [.. CsvTable.Parse(SourceFile.Read(new FileInfo(name)), name).Rows.Select(row => Numbers(row, name, featureCount))];
        if (rows.Length > 0 && rows[0].Length != featureCount)
        {
            throw new InputException($"--data {name} has {rows[0].Length} features but the circuit has {featureCount}; give one column per feature");
        }

        return rows.Length < inputCount && parsed.IsGiven(_inputs)
            ? throw new InputException($"--inputs {inputCount} were requested but --data {name} has {rows.Length} rows; give at most {rows.Length}")
            : rows[..Math.Min(rows.Length, inputCount)];
    }

    /// <summary>Draws weights, uniform in [0, 2π).</summary>
    public static double[] Weights(ulong seed, int draw, int count) => Uniform(new(seed, (ulong)draw, 0x77), count, 0, 2 * Math.PI);

    /// <summary>Draws the features of a file's inputs, uniform in [-π/2, π/2].</summary>
    public static double[][] UniformRows(ulong seed, int rowCount, int featureCount) =>
        [.. Enumerable.Range(0, rowCount).Select(row => Uniform(new(seed, (ulong)row, 0x78), featureCount, -Math.PI / 2, Math.PI))];

    private static double[] Uniform(CounterRandom random, int count, double least, double range)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = least + (range * random.NextDouble());
        }

        return numbers;
    }

    private static int Qubit(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int qubit)
        ? qubit
        : throw new InputException($"--readout has '{text}'; give qubits between commas, e.g. 3,7");

    private static double[] Numbers(CsvRow row, string name, int count) =>
    [
        .. row.Cells.Take(count).Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new InputException($"--data {name} line {row.Line} has '{cell}'; give a finite number with a decimal point")),
    ];
}
