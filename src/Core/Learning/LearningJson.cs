using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>How states are written and read, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TrainingState))]
[JsonSerializable(typeof(QnnState))]
internal sealed partial class LearningJson : JsonSerializerContext
{
    public static T Read<T>(string json, JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new CircuitException($"{what} was expected but null was given; give the whole document");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            string reason = error.Message.Split('\n', '.')[0];
            throw new CircuitException($"the text is not {what}: {reason}; give the document as it was written");
        }
    }
}
