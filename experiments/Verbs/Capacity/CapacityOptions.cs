using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments;

/// <summary>The options of <c>cutqnn capacity</c>.</summary>
internal sealed class CapacityOptions
{
    public const string Chsh = "chsh";

    private static readonly string[] Models = ["nc", "cc", "qc", "single", "pairs"];

    private static readonly Choices<OutcomeLabels> LabelNames = new(("parity", OutcomeLabels.Parity), ("outcomes", OutcomeLabels.Outcomes));

    private readonly Argument<string> _model = PathOption.NameArgument(
        "MODEL",
        "model or a file",
        "A model on two processors (nc, cc, qc, pairs), one processor alone (single), the players of the game CHSH (chsh), or an "
        + "OpenQASM file.");

    private readonly Option<int> _sublayers = Numbers.Between(1, 100).Option("--sublayers", 3, "Sub-layers per convolution of a model.");
    private readonly Option<int> _width = Numbers.Between(2, 8).Option("--width", 4, "Qubits per processor of a model: 2, 4 or 8.");
    private readonly Option<int> _pairs = Numbers.Between(1, 8).Option("--pairs", 1, "Shared pairs of the model 'pairs'.");
    private readonly Option<double> _concurrence = Numbers.Probability.Option(
        "--concurrence", 1, "Concurrence of each shared pair, in (0, 1]; of chsh in [0, 1].");

    private readonly Option<bool> _local = new("--local-embedding") { Description = "Embeds the features of qc within the processors." };
    private readonly Option<string?> _features = CircuitFile.FeatureNames();
    private readonly Option<string?> _readout =
        new("--readout") { Description = "The qubits of a file that are read out, between commas; by default qubit 0." };
    private readonly Option<string?> _labels = LabelNames.Option(
        "--labels", "parity", "The labels of the Fisher information: parity of the readout bits, or outcomes.");

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Rows to embed: clusters1, clusters2, clusters3, or a CSV file whose first columns are the features. "
            + "By default a model's processors are in Haar-random states, and a file's features are uniform in [-π/2, π/2].",
    };

    private readonly Option<int?> _inputs = Numbers.Between(1, 1_000_000).Optional(
        "--inputs", 100, "Number of inputs; by default two per weight, at least 100.");
    private readonly Option<int> _samples =
        Numbers.Between(1, 10_000).Option("--weight-samples", 20, "Draws of the weights, uniform in [0, 2π).");
    private readonly Option<double> _dataCount = Numbers.Between(2, 1e18).Option(
        "--data-count", 1536, "Number n of data of the effective dimension.");
    private readonly Option<double> _gamma = new NumberRange<double>(0, 1, ExcludesLeast: true).Option(
        "--gamma", 1, "The constant γ of the effective dimension, in (0, 1].");
    private readonly Option<ulong> _seed = Numbers.Seed.Option("--seed", 1, "The key of all random numbers.");

    public void AddTo(Command command)
    {
        command.Add(_model);
        Option[] options =
        [
            _sublayers, _width, _pairs, _concurrence, _local, _features, _readout, _labels, _data, _inputs, _samples, _dataCount, _gamma,
            _seed,
        ];
        foreach (Option option in options)
        {
            command.Add(option);
        }
    }

    public string Model(ParseResult parsed) => parsed.GetValue(_model)!;

    public OutcomeLabels Labels(ParseResult parsed) => LabelNames.Meaning(parsed.GetValue(_labels));

    public int WeightSamples(ParseResult parsed) => parsed.GetValue(_samples);

    public double DataCount(ParseResult parsed) => parsed.GetValue(_dataCount);

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
        int pairCount = model == "pairs" ? parsed.GetValue(_pairs) : 0;
        return new(
            resource,
            parsed.GetValue(_sublayers),
            [.. Enumerable.Repeat(parsed.GetValue(_concurrence), pairCount)],
            parsed.GetValue(_width),
            parsed.GetValue(_local));
    }

    /// <summary>Returns the circuit of the file, and its readout.</summary>
    public (Circuit Circuit, int[] Readout) File(ParseResult parsed)
    {
        Circuit circuit = CircuitFile.Read(new FileInfo(Model(parsed)), parsed.GetValue(_features)).Circuit;
        return (circuit, parsed.GetValue(_readout) is { } readout ? Numbers.From(0).ReadList("--readout", readout, "3,7") : [0]);
    }

    public int InputCount(ParseResult parsed, int weightCount) =>
        parsed.GetValue(_inputs) ?? Math.Max(100, 2 * weightCount);

    /// <summary>Returns the rows to embed; null where none are given.</summary>
    public double[][]? Rows(ParseResult parsed, int featureCount, int inputCount)
    {
        if (parsed.GetValue(_data) is not { } name)
        {
            return null;
        }

        double[][] rows = ClusterSets.Named(name) is { } clusters
            ? [.. clusters.Training.Select(s => s.Features)]
            : [
                .. CsvTable.Parse(
                    SourceFile.Read(
                        new FileInfo(
                            string.IsNullOrWhiteSpace(name)
                                ? throw new InputException($"--data {QuotedText.Of(name)} is not a path; give the name of a file")
                                : name)),
                    name).Rows.Select(row => Features(row, name, featureCount)),
            ];
        if (rows.Length > 0 && rows[0].Length != featureCount)
        {
            throw new InputException(
                $"--data {name} has {Counted.Of(rows[0].Length, "feature")} but the circuit has {featureCount}; give one column per "
                + "feature");
        }

        return rows.Length < inputCount && parsed.IsGiven(_inputs)
            ? throw new InputException(
                $"--inputs {inputCount} were requested but --data {name} has {Counted.Of(rows.Length, "row")}; give at most {rows.Length}")
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

    private static double[] Features(CsvRow row, string name, int count) =>
    [
        .. row.Cells.Take(count)
            .Select(cell => Numbers.Between(double.MinValue, double.MaxValue).Read($"--data {name} line {row.Line}", cell, "0.5")),
    ];
}
