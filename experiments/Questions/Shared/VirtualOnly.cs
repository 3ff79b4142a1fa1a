using System.CommandLine;

namespace CutAwareQnn.Experiments;

/// <summary>Options that have an effect in virtual time alone.</summary>
internal static class VirtualOnly
{
    /// <summary>Refuses them where they are given.</summary>
    public static void Refuse(ParseResult parsed, params Option[] options)
    {
        if (parsed.FirstGiven(options) is { } given)
        {
            throw new InputException($"{given.Name} has no effect on runs here; give --virtual as well, or omit it");
        }
    }
}
