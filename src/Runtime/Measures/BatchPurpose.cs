using System.Text.Json.Serialization;

namespace CutAwareQnn.Runtime;

/// <summary>What part of a batch's work a record accounts for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BatchPurpose>))]
public enum BatchPurpose
{
    /// <summary>The values of queries, in training or on their own.</summary>
    [JsonStringEnumMemberName("forward")]
    Forward,

    /// <summary>Derivatives by shifted evaluations.</summary>
    [JsonStringEnumMemberName("shift")]
    Shift,

    /// <summary>Derivatives by a backward pass, with the exact forward pass that it needs where the values were sampled.</summary>
    [JsonStringEnumMemberName("adjoint")]
    Adjoint,

    /// <summary>The values of queries that measure a model.</summary>
    [JsonStringEnumMemberName("evaluation")]
    Evaluation,
}
