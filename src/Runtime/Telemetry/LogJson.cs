using System.Text.Json.Serialization;

namespace CutAwareQnn.Runtime;

/// <summary>How log records and summaries are written and read, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LogRecord))]
[JsonSerializable(typeof(RunSummary))]
public sealed partial class LogJson : JsonSerializerContext;
