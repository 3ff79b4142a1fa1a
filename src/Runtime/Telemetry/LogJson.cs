using System.Text.Json.Serialization;

namespace CutAwareQnn.Runtime;

/// <summary>How log records and summaries are written and read, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(LogRecord))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(Machine))]
public sealed partial class LogJson : JsonSerializerContext;
