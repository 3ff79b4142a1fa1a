using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>One format of result files.</summary>
internal interface IResultFormat
{
    /// <summary>Its name in answers.</summary>
    string Name { get; }

    /// <summary>Whether a value has the marks of the format; nothing else is checked yet.</summary>
    bool Fits(JsonElement value, ResultReading reading);

    /// <summary>Reads one table per circuit.</summary>
    /// <exception cref="ResultFileException">The value breaks a rule of the format, or its bit order is open.</exception>
    IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading);
}
