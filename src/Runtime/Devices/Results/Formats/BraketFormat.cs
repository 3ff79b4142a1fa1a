using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// <c>GateModelTaskResult</c> of Amazon Braket: one row of measurements per shot, or probabilities; the leftmost is classical bit 0.
/// </summary>
internal sealed class BraketFormat : IResultFormat
{
    private const string Schema = "braket.task_result.gate_model_task_result";

    public string Name => "braket";

    public bool Fits(JsonElement value, ResultReading reading) => value.Has("braketSchemaHeader");

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        string schema = value.Object("braketSchemaHeader").Text("name");
        if (schema != Schema)
        {
            throw new ResultFileException($"its schema is {ResultJson.Quote(schema)}; give the result of a gate-model task ({Schema})");
        }

        int? width = value.Has("measuredQubits") ? value.Array("measuredQubits").GetArrayLength() : null;
        long? shots = value.Has("taskMetadata") && value.Object("taskMetadata").Has("shots")
            ? value.Object("taskMetadata").Field("shots").WholeNumber("taskMetadata.shots")
            : null;
        bool hasRows = value.Has("measurements")
            && (value.Array("measurements").GetArrayLength() > 0 || !value.Has("measurementProbabilities"));
        return
        [
            hasRows ? BitRows.Read(value.Array("measurements"), ColumnKind.Bit, width, shots)
            : value.Has("measurementProbabilities") ? Probabilities(value.Object("measurementProbabilities"), shots)
            : throw new ResultFileException("the task has neither measurements nor measurementProbabilities; run it with shots"),
        ];
    }

    private static OutcomeTable Probabilities(JsonElement histogram, long? shots)
    {
        OutcomeTable table = BinaryTables.Read(
            histogram, width => new(OutcomeTable.Sequence(ColumnKind.Bit, width)) { StatedShots = shots }, BitOrder.First);
        table.HasProbabilities = true;
        return table;
    }
}
