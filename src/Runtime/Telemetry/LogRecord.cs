using System.Text.Json.Serialization;

namespace CutAwareQnn.Runtime;

/// <summary>One line of <c>log.jsonl</c>; its field <c>kind</c> comes first. The format is <c>docs/log-format.md</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BatchRecord), "batch")]
[JsonDerivedType(typeof(JobRecord), "task")]
[JsonDerivedType(typeof(StepRecord), "step")]
[JsonDerivedType(typeof(EvaluationRecord), "evaluation")]
public abstract record LogRecord
{
    /// <summary>The run's name.</summary>
    [JsonPropertyOrder(-1)]
    public required string Run { get; init; }
}
