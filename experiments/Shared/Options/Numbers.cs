using System.Numerics;

namespace CutAwareQnn.Experiments;

/// <summary>Ranges of numbers.</summary>
internal static class Numbers
{
    /// <summary>A length of time in seconds: from 0 to a day.</summary>
    public static NumberRange<double> Seconds { get; } = Between(0.0, 86_400);

    /// <summary>A time of a model, in seconds: from 0 to eleven days.</summary>
    public static NumberRange<double> ModelSeconds { get; } = Between(0.0, 1e6);

    /// <summary>A probability.</summary>
    public static NumberRange<double> Probability { get; } = Between(0.0, 1);

    /// <summary>A part that leaves something: above 0 and below 1.</summary>
    public static NumberRange<double> Fraction { get; } = new(0, 1, ExcludesLeast: true, ExcludesMost: true);

    /// <summary>Any seed.</summary>
    public static NumberRange<ulong> Seed { get; } = Between(ulong.MinValue, ulong.MaxValue);

    public static NumberRange<T> Between<T>(T least, T most)
        where T : struct, INumber<T>, IMinMaxValue<T> => new(least, most);

    public static NumberRange<T> From<T>(T least)
        where T : struct, INumber<T>, IMinMaxValue<T> => new(least, T.MaxValue);

    public static NumberRange<T> Above<T>(T least)
        where T : struct, INumber<T>, IMinMaxValue<T> => new(least, T.MaxValue, ExcludesLeast: true);
}
