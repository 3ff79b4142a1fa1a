using System.Text.Json.Serialization;

namespace CutAwareQnn.Learning;

/// <summary>The JSON contract of the state of networks, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(QnnState))]
internal sealed partial class QnnJson : JsonSerializerContext;
