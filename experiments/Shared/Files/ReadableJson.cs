using System.Text.Encodings.Web;
using System.Text.Json;

namespace CutAwareQnn.Experiments;

/// <summary>How documents are written that hold names of inputs or drawings: letters of all scripts as they are.</summary>
internal static class ReadableJson
{
    public static JsonSerializerOptions Options { get; } =
        new(ReportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
