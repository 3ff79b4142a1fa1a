using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What is learnt from, and the options that say which part of it.</summary>
internal sealed class DatasetOptions
{
    private readonly Argument<string?> _dataset = new("DATASET")
    {
        Description = "iris, mnist, or a CSV file with a header line.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder with MNIST's IDX files, packed or not. By default they are downloaded once into the user's cache.",
    };

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
    private readonly Option<int> _trainCount = new("--train-count")
    {
        Description = "Images of MNIST to train on, of all digits together.",
        DefaultValueFactory = _ => 200,
    };

    private readonly Option<int> _testCount = new("--test-count")
    {
        Description = "Images of MNIST to test on, of all digits together.",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<double> _testFraction = new("--test-fraction")
    {
        Description = "Share of Iris or the CSV file kept for testing.",
        DefaultValueFactory = _ => 0.2,
    };

    private readonly Option<string?> _reduction = new("--reduction")
    {
        Description = "How features become as many as the circuit takes: none, pca (principal components of the training part), or blocks "
            + "(means over blocks of pixels). Default: none; for MNIST pca, where the circuit does not take every pixel.",
    };

    private readonly Option<double> _scale = new("--scale")
    {
        Description = "Features are scaled to [0, this], by the least and the largest of the training part.",
        DefaultValueFactory = _ => 1,
    };

    public void AddTo(Command command)
    {
        command.Add(_dataset);
        foreach (Option option in new Option[]
        {
            _data, _digits, _classes, _label, _trainCount, _testCount, _testFraction, _reduction, _scale,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>MNIST from a folder, or from the user's cache, which is filled where it is empty.</summary>
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
    public async Task<TrainingSamples> ReadAsync(ParseResult parsed, int featureCount, ulong seed, CancellationToken cancellationToken)
    {
        double scale = parsed.GetValue(_scale);
        if (!(scale > 0 && double.IsFinite(scale)))
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--scale {scale} scales nothing; give a number above 0"));
        }

        TrainingSamples samples = parsed.GetValue(_dataset) switch
        {
            "iris" => ReadIris(parsed, featureCount, seed),
            "mnist" => await ReadMnistAsync(parsed, featureCount, seed, cancellationToken).ConfigureAwait(false),
            string file => ReadTable(parsed, file, featureCount, seed),
            null => throw new InputException("no data set was given; give iris, mnist or a CSV file, or --resume DIR"),
        };
        return samples with { Split = samples.Split.Scaled(scale), Scale = scale };
    }

    private TrainingSamples ReadIris(ParseResult parsed, int featureCount, ulong seed)
    {
        Refuse(parsed, "iris", _data, _digits, _label, _trainCount, _testCount);
        string[] classes = Parts(parsed.GetValue(_classes) ?? "setosa,versicolor");
        double fraction = parsed.GetValue(_testFraction);
        DataSplit split = Reduce(parsed, DataSplit.Stratified(Iris.Load(classes), fraction, seed), featureCount);
        return new("iris", classes, split) { TestFraction = fraction, Reduction = parsed.GetValue(_reduction) ?? "none" };
    }

    private async Task<TrainingSamples> ReadMnistAsync(ParseResult parsed, int featureCount, ulong seed, CancellationToken cancellationToken)
    {
        Refuse(parsed, "mnist", _classes, _label, _testFraction);
        int[] digits = [.. Parts(parsed.GetValue(_digits)!).Select(Digit)];
        MnistFiles files = await MnistAsync(parsed.GetValue(_data), cancellationToken).ConfigureAwait(false);
        DataSplit split = files.Split(digits, parsed.GetValue(_trainCount), parsed.GetValue(_testCount), seed);
        string reduction = parsed.GetValue(_reduction) ?? (files.Size.RowCount * files.Size.ColumnCount == featureCount ? "none" : "pca");
        return new(
            "mnist",
            [.. digits.Select(d => d.ToString(CultureInfo.InvariantCulture))],
            reduction == "blocks"
                ? new Downsampling(files.Size.RowCount, files.Size.ColumnCount, featureCount).Apply(split)
                : Reduce(reduction, split, featureCount))
        {
            Reduction = reduction,
        };
    }

    private TrainingSamples ReadTable(ParseResult parsed, string path, int featureCount, ulong seed)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"'{path}' is neither iris nor mnist nor a file; give one of them");
        }

        Refuse(parsed, "a CSV file", _data, _digits, _trainCount, _testCount);
        if (parsed.GetValue(_label) is not { } label)
        {
            throw new InputException($"{path} has no column of classes without --label; give --label COLUMN");
        }

        var file = new FileInfo(path);
        string[]? classes = parsed.GetValue(_classes) is { } names ? Parts(names) : null;
        CsvSamples table = CsvSamples.Read(SourceFile.Read(file), file.Name, label, classes);
        double fraction = parsed.GetValue(_testFraction);
        DataSplit split = Reduce(parsed, DataSplit.Stratified(table.Samples, fraction, seed), featureCount);
        return new(path, table.Classes, split)
        {
            Label = label,
            TestFraction = fraction,
            Reduction = parsed.GetValue(_reduction) ?? "none",
        };
    }

    private DataSplit Reduce(ParseResult parsed, DataSplit split, int featureCount) =>
        Reduce(parsed.GetValue(_reduction) ?? "none", split, featureCount);

    private static DataSplit Reduce(string reduction, DataSplit split, int featureCount) => reduction switch
    {
        "pca" => PrincipalComponents.Fit(split.Train, featureCount).Apply(split),
        "none" when split.Train[0].Features.Length is int own && own != featureCount => throw new InputException(
            $"the data have {own} features but the circuit takes {featureCount}; give --reduction pca, or a --circuit of {own} features"),
        "none" => split,
        "blocks" => throw new InputException("--reduction blocks is of images; give pca or none"),
        _ => throw new InputException($"--reduction '{reduction}' is unknown; give none, pca or blocks"),
    };

    private static void Refuse(ParseResult parsed, string dataset, params Option[] options)
    {
        if (parsed.FirstGiven(options) is { } given)
        {
            throw new InputException($"{given.Name} does not go with {dataset}; leave it away");
        }
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    private static int Digit(string text) => text.Length == 1 && char.IsAsciiDigit(text[0])
        ? text[0] - '0'
        : throw new InputException($"--digits has '{text}'; give digits from 0 to 9 between commas, e.g. 3,6");
}
