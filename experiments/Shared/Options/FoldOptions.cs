using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary>The options of zero-noise extrapolation.</summary>
internal sealed class FoldOptions
{
    private static readonly NumberRange<int> Scale = Numbers.Between(1, CircuitFolding.MaxScale);

    private static readonly Choices<ExtrapolationMethod> Methods = new(
        ("linear", ExtrapolationMethod.Linear),
        ("richardson", ExtrapolationMethod.Richardson),
        ("exponential", ExtrapolationMethod.Exponential));

    private readonly Option<string?> _fold = new("--fold")
    {
        Description = "Runs the fragments at several strengths of noise, such as 1,3,5, each gate G as G (G† G)^k, and continues the "
            + "value to none.",
    };
    private readonly Option<bool> _foldGates = new("--fold-gates")
    {
        Description = "Folds each gate of two or more qubits alone, instead of the fragments' circuits.",
    };
    private readonly Option<string?> _extrapolate = Method(null, "How values are continued to no noise: linear (the default), "
        + "richardson or exponential.");

    /// <summary>Creates <c>--extrapolate</c>.</summary>
    public static Option<string?> Method(string? word, string description) => Methods.Option("--extrapolate", word, description);

    /// <summary>Returns the meaning of <c>--extrapolate</c>; null where it is not given.</summary>
    public static ExtrapolationMethod? Meaning(string? word) => word is null ? null : Methods.Meaning(word);

    public void AddTo(Command command)
    {
        command.Add(_fold);
        command.Add(_foldGates);
        command.Add(_extrapolate);
    }

    /// <summary>Returns whether several strengths of noise are wanted.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_fold) is not null;

    /// <summary>Returns the name of a method.</summary>
    public static string NameOf(ExtrapolationMethod method) => method.ToString().ToLowerInvariant();

    /// <summary>Returns the name of a kind of folding.</summary>
    public static string NameOf(FoldingKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Returns how the value without noise is found; null where it is not.</summary>
    /// <exception cref="InputException">The options are without effect.</exception>
    /// <exception cref="CutException">The scales cannot be used.</exception>
    public ZeroNoiseSettings? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_fold) is not { } scales)
        {
            return parsed.FirstGiven(_foldGates, _extrapolate) is { } unused
                ? throw new InputException($"{unused.Name} describes zero-noise extrapolation, but no scales of noise are given; give "
                    + "--fold as well, e.g. --fold 1,3")
                : null;
        }

        return ZeroNoiseSettings.Of(
            Scale.ReadList("--fold", scales, "1,3,5"),
            parsed.GetValue(_foldGates) ? FoldingKind.Gates : FoldingKind.Circuit,
            Meaning(parsed.GetValue(_extrapolate)) ?? ExtrapolationMethod.Linear);
    }

    /// <summary>Returns how the value of an estimate without noise is found; null where it is not.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">How queries are run.</param>
    /// <param name="backend">Where they are run.</param>
    /// <param name="isGradient">Whether derivatives are wanted.</param>
    /// <exception cref="InputException">Folding has no meaning for such queries.</exception>
    public ZeroNoiseSettings? Read(ParseResult parsed, EstimatorSettings settings, string backend, bool isGradient)
    {
        ZeroNoiseSettings? folding = Read(parsed);
        string? refusal = folding is null ? null
            : backend is "in-process" or "interpreted" ? $"--fold strengthens the noise of a device, and backend {backend} has none; "
                + "give --backend qpu or an external program"
            : settings.Shots.IsExact ? "--fold takes measured values, but none are sampled; give --shots a number, or --total-shots"
            : settings.Mode != QueryMode.Lean ? "--fold folds the fragments of lean mode; omit --mode published"
            : settings.Shots.Error > 0 ? "--fold and --target-error are both given, but the target holds for each scale alone; give "
                + "--shots or --total-shots"
            : isGradient && folding.Method == ExtrapolationMethod.Exponential ? "--gradient takes a linear rule; give --extrapolate "
                + "linear or richardson"
            : null;
        return refusal is null ? folding : throw new InputException(refusal);
    }
}
