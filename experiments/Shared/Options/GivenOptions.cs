using System.CommandLine;

namespace CutAwareQnn.Experiments;

/// <summary>Tells options on the command line from defaults.</summary>
internal static class GivenOptions
{
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Returns the first of these that is given; null where none is.</summary>
    public static Option? FirstGiven(this ParseResult parsed, params ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
        {
            if (parsed.IsGiven(option))
            {
                return option;
            }
        }

        return null;
    }
}
