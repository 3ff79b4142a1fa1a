using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The data set, and the options that select a part of it.</summary>
internal sealed class DatasetOptions
{
    // Both pairs of MNIST's files together.
    private const int MostImages = 70_000;

    private readonly Argument<string?> _dataset = new("DATASET")
    {
        Description = "iris, mnist, or a CSV file with a header line.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _data = Folder();

    private readonly Option<string> _digits = new("--digits")
    {
        Description = "Digits of MNIST, between commas; the first of two is labelled -1, the second +1.",
        DefaultValueFactory = _ => "3,6",
    };

    private readonly Option<string?> _classes = new("--classes")
    {
        Description = "Classes of Iris or of the CSV file, between commas; the first of two is labelled -1, the second +1. "
            + "Default: setosa,versicolor; of a file all.",
    };

    private readonly Option<string?> _label = new("--label") { Description = "The column of the CSV file that holds the classes." };

    private readonly Option<string?> _target = new("--target")
    {
        Description = "The column of the CSV file that holds numbers to predict: a regression, in place of --label. Targets are scaled to "
            + "[-1, 1] by the training part.",
    };

    private readonly Option<int> _trainCount = Numbers.Between(2, MostImages).Option(
        "--train-count", 200, "Number of MNIST images to train on, of all digits together.");

    private readonly Option<int> _testCount = Numbers.Between(2, MostImages).Option(
        "--test-count", 100, "Number of MNIST images to test on, of all digits together.");

    private readonly Option<double> _testFraction = Numbers.Fraction.Option(
        "--test-fraction", 0.2, "Share of Iris or of the CSV file that is kept for testing.");

    private readonly Option<string?> _reduction = Choices.Of("none", "pca", "blocks").Option(
        "--reduction",
        null,
        "How the number of features is reduced to what the circuit takes: none, pca (principal components of the training part), or "
            + "blocks (means over blocks of pixels). Default: none; for MNIST pca, where the circuit does not take every pixel.");

    private readonly Option<double> _scale = Numbers.Above(0.0).Option(
        "--scale", 1, "Features are scaled to [0, this], by the least and the largest value of the training part.");

    public void AddTo(Command command)
    {
        command.Add(_dataset);
        foreach (Option option in new Option[]
        {
            _data, _digits, _classes, _label, _target, _trainCount, _testCount, _testFraction, _reduction, _scale,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the data set that is given; null for none.</summary>
    public string? Name(ParseResult parsed) => parsed.GetValue(_dataset);

    /// <summary>Creates <c>--data</c>.</summary>
    public static Option<string?> Folder() => PathOption.Folder(
        "--data", "The folder with MNIST's IDX files, packed or not. By default they are downloaded once into the user's cache.");

    /// <summary>Reads MNIST from a folder, or from the user's cache, which is filled where it is empty.</summary>
    public static async Task<MnistFiles> MnistAsync(string? folder, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            return MnistFiles.Read(folder);
        }

        using var cache = new DatasetCache(DatasetCache.DefaultFolder("mnist"));
        using var screen = new DownloadScreen();
        return await MnistFiles.DownloadAsync(cache, screen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the samples, with as many features as the circuit takes.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="featureCount">Features of the circuit.</param>
    /// <param name="seed">Keys the split.</param>
    /// <param name="rows">Samples that take the place of the test part; null for none.</param>
    /// <param name="cancellationToken">Cancels a download.</param>
    public async Task<TrainingSamples> ReadAsync(
        ParseResult parsed, int featureCount, ulong seed, NewSamples? rows, CancellationToken cancellationToken)
    {
        double scale = parsed.GetValue(_scale);
        TrainingSamples samples = parsed.GetValue(_dataset) switch
        {
            "iris" => ReadIris(parsed, featureCount, seed, rows),
            "mnist" => await ReadMnistAsync(parsed, featureCount, seed, rows, cancellationToken).ConfigureAwait(false),
            string file => ReadTable(parsed, file, featureCount, seed, rows),
            null => throw new InputException("no data set was given; give iris, mnist or a CSV file, or --resume DIR"),
        };
        return samples with { Split = samples.Split.Scaled(scale), Scale = scale };
    }

    private TrainingSamples ReadIris(ParseResult parsed, int featureCount, ulong seed, NewSamples? rows)
    {
        Refuse(parsed, "iris", _data, _digits, _label, _target, _trainCount, _testCount);
        string[] classes = Parts(parsed.GetValue(_classes) ?? "setosa,versicolor");
        double fraction = parsed.GetValue(_testFraction);
        DataSplit raw = With(rows, DataSplit.Stratified(Iris.Load(classes), fraction, seed), null, classes, null);
        return new("iris", classes, Reduce(parsed, raw, featureCount))
        {
            TestFraction = fraction,
            Reduction = parsed.GetValue(_reduction) ?? "none",
            NewClasses = rows?.Classes(null),
        };
    }

    private async Task<TrainingSamples> ReadMnistAsync(
        ParseResult parsed, int featureCount, ulong seed, NewSamples? rows, CancellationToken cancellationToken)
    {
        Refuse(parsed, "mnist", _classes, _label, _target, _testFraction);
        int[] digits = [.. Parts(parsed.GetValue(_digits)!).Select(Digit)];
        MnistFiles files = await MnistAsync(parsed.GetValue(_data), cancellationToken).ConfigureAwait(false);
        string[] classes = [.. digits.Select(d => d.ToString(CultureInfo.InvariantCulture))];
        DataSplit split = With(
            rows, files.Split(digits, parsed.GetValue(_trainCount), parsed.GetValue(_testCount), seed), null, classes, null);
        string reduction = parsed.GetValue(_reduction) ?? (files.Size.RowCount * files.Size.ColumnCount == featureCount ? "none" : "pca");
        return new(
            "mnist",
            classes,
            reduction == "blocks"
                ? new Downsampling(files.Size.RowCount, files.Size.ColumnCount, featureCount).Apply(split)
                : Reduce(reduction, split, featureCount))
        {
            Reduction = reduction,
            NewClasses = rows?.Classes(null),
        };
    }

    private TrainingSamples ReadTable(ParseResult parsed, string path, int featureCount, ulong seed, NewSamples? rows)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{QuotedText.Of(path)} is neither iris nor mnist nor a file; give one of them");
        }

        Refuse(parsed, "a CSV file", _data, _digits, _trainCount, _testCount);
        var file = new FileInfo(path);
        if (parsed.GetValue(_target) is { } target)
        {
            Refuse(parsed, "a regression (--target)", _label, _classes);
            var targets = CsvSamples.ReadTargets(SourceFile.Read(file), file.Name, target);
            return ReadTargets(parsed, path, targets, target, featureCount, seed, rows);
        }

        if (parsed.GetValue(_label) is not { } label)
        {
            throw new InputException(
                $"{path} has no column of classes without --label; give --label COLUMN, or --target COLUMN of numbers");
        }

        string[]? classes = parsed.GetValue(_classes) is { } names ? Parts(names) : null;
        CsvSamples table = CsvSamples.Read(SourceFile.Read(file), file.Name, label, classes);
        double fraction = parsed.GetValue(_testFraction);
        DataSplit raw = With(rows, DataSplit.Stratified(table.Samples, fraction, seed), table.FeatureNames, table.Classes, label);
        return new(path, table.Classes, Reduce(parsed, raw, featureCount))
        {
            Label = label,
            NewClasses = rows?.Classes(label),
            TestFraction = fraction,
            Reduction = parsed.GetValue(_reduction) ?? "none",
        };
    }

    private TrainingSamples ReadTargets(
        ParseResult parsed, string path, CsvSamples table, string target, int featureCount, ulong seed, NewSamples? rows)
    {
        double fraction = parsed.GetValue(_testFraction);
        var raw = DataSplit.AtRandom(table.Samples, fraction, seed);
        raw = rows is null ? raw : raw with { Test = rows.Samples(table.FeatureNames, raw.Train[0].Features.Length, [], target) };
        var targets = TargetScale.Fit(raw.Train.Select(s => s.Label));
        return new(path, [], Reduce(parsed, targets.Apply(raw), featureCount))
        {
            Target = target,
            Targets = targets,
            NewTargets = rows?.HasColumn(target) ?? false ? [.. raw.Test.Select(s => s.Label)] : null,
            TestFraction = fraction,
            Reduction = parsed.GetValue(_reduction) ?? "none",
        };
    }

    private static DataSplit With(
        NewSamples? rows, DataSplit split, IReadOnlyList<string>? names, IReadOnlyList<string> classes, string? label) => rows is null
        ? split
        : split with { Test = rows.Samples(names, split.Train[0].Features.Length, classes, label) };

    private DataSplit Reduce(ParseResult parsed, DataSplit split, int featureCount) =>
        Reduce(parsed.GetValue(_reduction) ?? "none", split, featureCount);

    private static DataSplit Reduce(string reduction, DataSplit split, int featureCount) => reduction switch
    {
        "pca" => PrincipalComponents.Fit(split.Train, featureCount).Apply(split),
        "none" when split.Train[0].Features.Length is int own && own != featureCount => throw new InputException(
            $"the data have {Counted.Of(own, "feature")} but the circuit takes {featureCount}; give --reduction pca, or a --circuit of "
            + $"{Counted.Of(own, "feature")}"),
        "none" => split,
        _ => throw new InputException("--reduction blocks averages pixels of images, which this data set does not have; give pca or none"),
    };

    private static void Refuse(ParseResult parsed, string dataset, params Option[] options)
    {
        if (parsed.FirstGiven(options) is { } given)
        {
            throw new InputException($"{given.Name} does not apply to {dataset}; omit it");
        }
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    private static int Digit(string text) => text.Length == 1 && char.IsAsciiDigit(text[0])
        ? text[0] - '0'
        : throw new InputException(
            $"--digits has {QuotedText.Of(text)}, which is not a digit; give digits from 0 to 9 between commas, e.g. 3,6");
}
