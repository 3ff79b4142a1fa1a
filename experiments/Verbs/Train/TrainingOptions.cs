using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The options of training.</summary>
internal sealed class TrainingOptions
{
    private const string Schedules = "give constant, cosine, step:EPOCHS:FACTOR or exponential:FACTOR";

    private static readonly Choices<Loss> Losses = new(
        ("mse", Learning.Loss.MeanSquared),
        ("logistic", Learning.Loss.Logistic),
        ("hinge", Learning.Loss.Hinge),
        ("softmax", Learning.Loss.SoftmaxCrossEntropy),
        ("cross-entropy", Learning.Loss.CrossEntropy),
        ("brier", Learning.Loss.Brier));

    private static readonly Choices<GradientMethod> Gradients = new(
        ("parameter-shift", GradientMethod.ParameterShift), ("adjoint", GradientMethod.Adjoint));

    // The settings are those of every optimiser; each takes its own.
    private static readonly Choices<Func<(double Rate, double Momentum, double WeightDecay, ulong Seed), Optimiser>> Optimisers = new(
        ("adam", s => new Adam(s.Rate)),
        ("adamw", s => new AdamW(s.Rate, s.WeightDecay)),
        ("sgd", s => new GradientDescent(s.Rate, s.Momentum)),
        ("rmsprop", s => new RmsProp(s.Rate)),
        ("spsa", s => new Spsa(s.Rate, Seed: s.Seed)),
        ("natural", s => new NaturalGradient(s.Rate)),
        ("lbfgs", _ => new Lbfgs()));

    private readonly Option<int> _epochs = Numbers.Between(1, 1_000_000).Option("--epochs", 30, "Epochs: passes over the training part.");
    private readonly Option<int> _batchSize = Numbers.From(1).Option("--batch-size", 8, "Samples per step; lbfgs takes all.");
    private readonly Option<string?> _optimiser = Optimisers.Option(
        "--optimiser", "adam", "adam, adamw, sgd, rmsprop, spsa, natural (quantum natural gradient, block-diagonal) or lbfgs.");

    private readonly Option<double> _learningRate = Numbers.Above(0.0).Option(
        "--learning-rate", 0.1, "The optimiser's step size; lbfgs chooses its own.");

    private readonly Option<double> _momentum = new NumberRange<double>(0, 1, ExcludesMost: true).Option(
        "--momentum", 0, "Momentum of sgd, in [0, 1).");

    private readonly Option<double> _weightDecay = Numbers.From(0.0).Option("--weight-decay", 0.01, "Weight decay of adamw.");
    private readonly Option<string> _schedule = new("--schedule")
    {
        Description = "How the learning rate changes: constant, cosine, step:EPOCHS:FACTOR or exponential:FACTOR.",
        DefaultValueFactory = _ => "constant",
        CustomParser = result =>
        {
            _ = Schedule(result.Tokens[0].Value);
            return result.Tokens[0].Value;
        },
    };

    private readonly Option<string?> _loss = Losses.Option(
        "--loss",
        null,
        "mse, logistic, hinge or softmax; of class probabilities (--class-qubits) cross-entropy or brier. "
            + "Default: mse; of class probabilities cross-entropy.");

    private readonly Option<string?> _gradient = Gradients.Option(
        "--gradient", "parameter-shift", "parameter-shift (as a device can) or adjoint (exact, as only a simulator can).");

    private readonly Option<int?> _patience = Numbers.From(1).Optional(
        "--patience", 5, "Stops early when the loss has not improved for so many epochs. Default: never.");

    private readonly Option<double> _minImprovement = Numbers.From(0.0).Option(
        "--min-improvement", 0, "The smallest decrease of the loss that counts as an improvement.");

    private readonly Option<double?> _validationFraction = Numbers.Fraction.Optional(
        "--validation-fraction",
        0.2,
        "Share of the training part whose loss early stopping watches, and which is not trained on. Default: it watches the "
        + "training loss.");

    private readonly Option<string?> _coreset = new("--coreset")
    {
        Description = "Trains on a weighted part of the training part: k-center:SHARE (centres, weighted by the samples near them) or "
            + "importance:SHARE (drawn, weighted by the inverse probability), SHARE in (0, 1].",
        CustomParser = result =>
        {
            _ = CoresetOf(result.Tokens[0].Value);
            return result.Tokens[0].Value;
        },
    };

    /// <summary>The option that takes the number of epochs.</summary>
    public Option<int> Epochs => _epochs;

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _epochs,
            _batchSize,
            _optimiser,
            _learningRate,
            _momentum,
            _weightDecay,
            _schedule,
            _loss,
            _gradient,
            _patience,
            _minImprovement,
            _validationFraction,
            _coreset,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the settings of a run.</summary>
    /// <param name="sampleCount">Samples trained on.</param>
    public TrainingSettings Settings(ParseResult parsed, int sampleCount, ulong seed, Loss loss)
    {
        Optimiser optimiser = Optimiser(parsed, seed);
        return new(parsed.GetValue(_epochs), BatchSize(parsed, optimiser, sampleCount), optimiser, loss, Gradient(parsed), seed)
        {
            Schedule = Schedule(parsed.GetValue(_schedule)!),
            EarlyStopping = EarlyStopping(parsed),
        };
    }

    /// <summary>Returns the loss that is given, or that of the outputs.</summary>
    /// <param name="isRegression">Whether numbers are predicted.</param>
    /// <param name="hasProbabilities">Whether outputs are the classes' probabilities.</param>
    public Loss Loss(ParseResult parsed, bool isRegression, bool hasProbabilities)
    {
        string name = parsed.GetValue(_loss) ?? (hasProbabilities ? "cross-entropy" : "mse");
        Loss loss = Losses.Meaning(name);
        return (isRegression, hasProbabilities) switch
        {
            (true, _) => name == "mse"
                ? Learning.Loss.Regression
                : throw new InputException($"--loss {name} compares classes but --target predicts numbers; give mse, or omit it"),
            (_, true) => loss.TakesProbabilities
                ? loss
                : throw new InputException(
                    $"--loss {name} takes expectation values but --class-qubits gives probabilities; give cross-entropy or brier"),
            _ => loss.TakesProbabilities
                ? throw new InputException($"--loss {name} takes probabilities of classes; give --class-qubits QUBITS, or another loss")
                : loss,
        };
    }

    /// <summary>Returns the training part divided into what is trained on and what early stopping watches.</summary>
    public DataSplit Validation(ParseResult parsed, IReadOnlyList<LabelledSample> train, ulong seed, Loss loss)
    {
        if (parsed.GetValue(_validationFraction) is not { } fraction)
        {
            return new(train, []);
        }

        return parsed.GetValue(_patience) is null
            ? throw new InputException("--validation-fraction serves early stopping; give --patience too")
            : loss.IsRegression ? DataSplit.AtRandom(train, fraction, seed)
            : DataSplit.Stratified(train, fraction, seed);
    }

    /// <summary>Returns the samples that are trained on: the coreset of the training part, where one is requested.</summary>
    public IReadOnlyList<LabelledSample> Coreset(ParseResult parsed, IReadOnlyList<LabelledSample> train, ulong seed, Loss loss)
    {
        if (parsed.GetValue(_coreset) is not { } text)
        {
            return train;
        }

        (bool isDrawn, double share) = CoresetOf(text);
        return isDrawn
            ? Learning.Coreset.Importance(train, share, seed, loss.IsRegression)
            : Learning.Coreset.KCenter(train, share, loss.IsRegression);
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
        Loss = Losses.Word(settings.Loss.IsRegression ? Learning.Loss.MeanSquared : settings.Loss),
        Gradient = parsed.GetValue(_gradient)!,
        Patience = settings.EarlyStopping?.Patience,
        MinImprovement = settings.EarlyStopping?.MinImprovement,
        ValidationFraction = parsed.GetValue(_validationFraction),
        Coreset = parsed.GetValue(_coreset),
    };

    private Optimiser Optimiser(ParseResult parsed, ulong seed)
    {
        string name = parsed.GetValue(_optimiser)!;
        RefuseFor(parsed, name, _momentum, "sgd");
        RefuseFor(parsed, name, _weightDecay, "adamw");
        return name == "lbfgs" && (parsed.IsGiven(_learningRate) || parsed.IsGiven(_schedule))
            ? throw new InputException("lbfgs chooses its own step sizes; omit --learning-rate and --schedule")
            : Optimisers.Meaning(name)(
                (parsed.GetValue(_learningRate), parsed.GetValue(_momentum), parsed.GetValue(_weightDecay), seed));
    }

    private static void RefuseFor(ParseResult parsed, string optimiser, Option option, string own)
    {
        if (optimiser != own && parsed.IsGiven(option))
        {
            throw new InputException($"{option.Name} applies to {own} only; omit it, or give --optimiser {own}");
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

    private GradientMethod Gradient(ParseResult parsed) => Gradients.Meaning(parsed.GetValue(_gradient));

    private static (bool IsDrawn, double Share) CoresetOf(string text)
    {
        string[] parts = text.Split(':');
        return parts is ["k-center" or "importance", { } share]
            ? (parts[0] == "importance", new NumberRange<double>(0, 1, ExcludesLeast: true).Read("--coreset's share", share, "0.2"))
            : throw new InputException(
                $"--coreset {QuotedText.Of(text)} is unknown; give k-center:SHARE or importance:SHARE, e.g. k-center:0.2");
    }

    private static LearningSchedule Schedule(string text)
    {
        string[] parts = text.Split(':');
        return (parts[0], parts.Length) switch
        {
            ("constant", 1) => LearningSchedule.Constant,
            ("cosine", 1) => LearningSchedule.Cosine,
            ("step", 3) => LearningSchedule.Steps(Numbers.From(1).Read("--schedule's number of epochs", parts[1], "10"), Factor(parts[2])),
            ("exponential", 2) => LearningSchedule.Exponential(Factor(parts[1])),
            _ => throw new InputException($"--schedule {QuotedText.Of(text)} is unknown; {Schedules}"),
        };

        static double Factor(string part) => new NumberRange<double>(0, 1, ExcludesLeast: true).Read("--schedule's factor", part, "0.5");
    }
}
