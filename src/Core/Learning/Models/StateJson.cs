using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>Reader of the JSON documents in which states are saved.</summary>
internal static class StateJson
{
    /// <summary>Reads a document.</summary>
    /// <param name="json">The text.</param>
    /// <param name="type">The contract of its type.</param>
    /// <param name="name">Noun phrase for the document in messages.</param>
    /// <exception cref="CircuitException">The text is not such a document.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new CircuitException($"{name} was expected but null was given; give the whole document");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            string reason = error.Message.Split('\n', '.')[0];
            throw new CircuitException($"the text is not {name}: {reason}; give the document as it was written");
        }
    }
}
