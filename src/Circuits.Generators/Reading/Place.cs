using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>One location.</summary>
/// <param name="Key">What is located there.</param>
/// <param name="Path">The file.</param>
/// <param name="Span">Its characters.</param>
/// <param name="Lines">Its lines.</param>
public sealed record Place(string Key, string Path, TextSpan Span, LinePositionSpan Lines)
{
    /// <summary>Creates the location as a value.</summary>
    public static Place Of(string key, Location location)
    {
        FileLinePositionSpan lines = location.GetLineSpan();
        return new(key, lines.Path, location.SourceSpan, lines.Span);
    }
}
