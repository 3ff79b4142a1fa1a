using System.Text.Json.Serialization;

namespace CutAwareQnn.Experiments;

/// <summary>What is read from a wide circuit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WideObservable>))]
internal enum WideObservable
{
    /// <summary>The mean over the qubits of Z: local terms, averaged.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,

    /// <summary>The product Z…Z over all qubits.</summary>
    [JsonStringEnumMemberName("parity")]
    Parity,
}
