using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The options that say how a model is trained.</summary>
internal sealed class TrainingOptions
{
    private const string Schedules = "give constant, cosine, step:EPOCHS:FACTOR or exponential:FACTOR";

    private readonly Option<int> _epochs = new("--epochs") { Description = "Passes over the training part.", DefaultValueFactory = _ => 30 };
    private readonly Option<int> _batchSize = new("--batch-size")
    {
        Description = "Samples a step; lbfgs takes all.",
        DefaultValueFactory = _ => 8,
    };

    private readonly Option<string> _optimiser = new("--optimiser")
    {
        Description = "adam, adamw, sgd, rmsprop, spsa, natural (quantum natural gradient, block-diagonal) or lbfgs.",
        DefaultValueFactory = _ => "adam",
    };

    private readonly Option<double> _learningRate = new("--learning-rate")
    {
        Description = "The optimiser's step size; lbfgs chooses its own.",
        DefaultValueFactory = _ => 0.1,
    };

    private readonly Option<double> _momentum = new("--momentum") { Description = "Momentum of sgd, in [0, 1).", DefaultValueFactory = _ => 0 };
    private readonly Option<double> _weightDecay = new("--weight-decay") { Description = "Weight decay of adamw.", DefaultValueFactory = _ => 0.01 };
    private readonly Option<string> _schedule = new("--schedule")
    {
        Description = "How the learning rate changes: constant, cosine, step:EPOCHS:FACTOR or exponential:FACTOR.",
        DefaultValueFactory = _ => "constant",
    };

    private readonly Option<string> _loss = new("--loss")
    {
        Description = "mse, logistic, hinge or softmax.",
        DefaultValueFactory = _ => "mse",
    };

    private readonly Option<string> _gradient = new("--gradient")
    {
        Description = "parameter-shift (as a device can) or adjoint (exact, as only a simulator can).",
        DefaultValueFactory = _ => "parameter-shift",
    };

    private readonly Option<int?> _patience = new("--patience")
    {
        Description = "Stops early when the loss has not improved for so many epochs. Default: never.",
    };

    private readonly Option<double> _minImprovement = new("--min-improvement")
    {
        Description = "By how much the loss has to fall for that.",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<double?> _validationFraction = new("--validation-fraction")
    {
        Description = "Share of the training part whose loss early stopping watches, and is not trained on. Default: it watches the training loss.",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _epochs, _batchSize, _optimiser, _learningRate, _momentum, _weightDecay, _schedule, _loss, _gradient, _patience, _minImprovement,
            _validationFraction,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>The settings of a run.</summary>
    /// <param name="sampleCount">Samples trained on.</param>
    public TrainingSettings Settings(ParseResult parsed, int sampleCount, ulong seed)
    {
        Optimiser optimiser = Optimiser(parsed, seed);
        return new(parsed.GetValue(_epochs), BatchSize(parsed, optimiser, sampleCount), optimiser, Loss(parsed), Gradient(parsed), seed)
        {
            Schedule = Schedule(parsed.GetValue(_schedule)!),
            EarlyStopping = EarlyStopping(parsed),
        };
    }

    public Loss Loss(ParseResult parsed) => parsed.GetValue(_loss) switch
    {
        "mse" => Learning.Loss.MeanSquared,
        "logistic" => Learning.Loss.Logistic,
        "hinge" => Learning.Loss.Hinge,
        "softmax" => Learning.Loss.SoftmaxCrossEntropy,
        string name => throw new InputException($"--loss '{name}' is unknown; give mse, logistic, hinge or softmax"),
        null => Learning.Loss.MeanSquared,
    };

    /// <summary>The training part divided into what is trained on and what early stopping watches.</summary>
    public DataSplit Validation(ParseResult parsed, IReadOnlyList<LabelledSample> train, ulong seed)
    {
        if (parsed.GetValue(_validationFraction) is not { } fraction)
        {
            return new(train, []);
        }

        return parsed.GetValue(_patience) is null
            ? throw new InputException("--validation-fraction serves early stopping; give --patience too")
            : DataSplit.Stratified(train, fraction, seed);
    }

    /// <summary>Writes the options down as they are in force.</summary>
    public TrainConfig Describe(ParseResult parsed, TrainConfig config, TrainingSettings settings) => config with
    {
        Epochs = settings.Epochs,
        BatchSize = settings.BatchSize,
        Optimiser = parsed.GetValue(_optimiser)!,
        LearningRate = settings.Optimiser is Lbfgs ? null : settings.Optimiser.LearningRate,
        Momentum = (settings.Optimiser as GradientDescent)?.Momentum,
        WeightDecay = (settings.Optimiser as AdamW)?.WeightDecay,
        Schedule = parsed.GetValue(_schedule)!,
        Loss = parsed.GetValue(_loss)!,
        Gradient = parsed.GetValue(_gradient)!,
        Patience = settings.EarlyStopping?.Patience,
        MinImprovement = settings.EarlyStopping?.MinImprovement,
        ValidationFraction = parsed.GetValue(_validationFraction),
    };

    private Optimiser Optimiser(ParseResult parsed, ulong seed)
    {
        string name = parsed.GetValue(_optimiser)!;
        RefuseFor(parsed, name, _momentum, "sgd");
        RefuseFor(parsed, name, _weightDecay, "adamw");
        double rate = parsed.GetValue(_learningRate);
        return name switch
        {
            "adam" => new Adam(rate),
            "adamw" => new AdamW(rate, parsed.GetValue(_weightDecay)),
            "sgd" => new GradientDescent(rate, parsed.GetValue(_momentum)),
            "rmsprop" => new RmsProp(rate),
            "spsa" => new Spsa(rate, Seed: seed),
            "natural" => new NaturalGradient(rate),
            "lbfgs" => parsed.IsGiven(_learningRate) || parsed.IsGiven(_schedule)
                ? throw new InputException("lbfgs chooses its own step sizes; leave --learning-rate and --schedule away")
                : new Lbfgs(),
            _ => throw new InputException(
                $"--optimiser '{name}' is unknown; give adam, adamw, sgd, rmsprop, spsa, natural or lbfgs"),
        };
    }

    private static void RefuseFor(ParseResult parsed, string optimiser, Option option, string own)
    {
        if (optimiser != own && parsed.IsGiven(option))
        {
            throw new InputException($"{option.Name} is of {own}; leave it away, or give --optimiser {own}");
        }
    }

    private int BatchSize(ParseResult parsed, Optimiser optimiser, int sampleCount) =>
        optimiser.WantsAllSamples && !parsed.IsGiven(_batchSize) ? sampleCount : parsed.GetValue(_batchSize);

    private EarlyStopping? EarlyStopping(ParseResult parsed)
    {
        if (parsed.GetValue(_patience) is { } patience)
        {
            return new(patience, parsed.GetValue(_minImprovement));
        }

        return parsed.IsGiven(_minImprovement)
            ? throw new InputException("--min-improvement serves early stopping; give --patience too")
            : null;
    }

    private GradientMethod Gradient(ParseResult parsed) => parsed.GetValue(_gradient) switch
    {
        "parameter-shift" => GradientMethod.ParameterShift,
        "adjoint" => GradientMethod.Adjoint,
        string name => throw new InputException($"--gradient '{name}' is unknown; give parameter-shift or adjoint"),
        null => GradientMethod.ParameterShift,
    };

    private static LearningSchedule Schedule(string text)
    {
        string[] parts = text.Split(':');
        return (parts[0], parts.Length) switch
        {
            ("constant", 1) => LearningSchedule.Constant,
            ("cosine", 1) => LearningSchedule.Cosine,
            ("step", 3) when int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int period) =>
                LearningSchedule.Steps(period, Factor(text, parts[2])),
            ("exponential", 2) => LearningSchedule.Exponential(Factor(text, parts[1])),
            _ => throw new InputException($"--schedule '{text}' is unknown; {Schedules}"),
        };
    }

    private static double Factor(string text, string part) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double factor)
            ? factor
            : throw new InputException($"--schedule '{text}' has the factor '{part}'; {Schedules}");
}
