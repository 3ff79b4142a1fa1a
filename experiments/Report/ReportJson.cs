using System.Text.Json.Serialization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>How the console's documents are written, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SpeedUpDocument))]
[JsonSerializable(typeof(SpeedUpSettings))]
[JsonSerializable(typeof(StragglerDocument))]
[JsonSerializable(typeof(StragglerSettings))]
[JsonSerializable(typeof(TrainConfig))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(SweepSettings))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(WidthDocument))]
[JsonSerializable(typeof(NodesDocument))]
[JsonSerializable(typeof(CommunicationDocument))]
[JsonSerializable(typeof(CommunicationSettings))]
[JsonSerializable(typeof(WrittenReport))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class ReportJson : JsonSerializerContext;
