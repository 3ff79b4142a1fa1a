using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>Adds a batch's passes up to one record a purpose.</summary>
internal sealed class StageTotals(BatchRequest request)
{
    private readonly List<StageRecord> _records = [];
    private long _valueCount;

    /// <summary>One record a purpose, in order of appearance.</summary>
    public IReadOnlyList<StageRecord> Records => _records;

    /// <summary>Takes in a completed pass.</summary>
    public StageTotals Add(CompletedPass pass)
    {
        // A forward pass behind the values of all queries is part of the backward pass: it says so for no query of its own.
        bool servesGradient = pass.Purpose == PassPurpose.Forward && _valueCount >= request.Queries.Count && _records.Count > 0;
        _valueCount += pass.Purpose == PassPurpose.Forward ? pass.QueryCount : 0;
        BatchPurpose purpose = servesGradient ? BatchPurpose.Adjoint : PurposeOf(pass.Purpose);
        var record = new StageRecord(
            purpose, servesGradient ? 0 : pass.QueryCount, pass.CircuitCount, pass.ShotCount, pass.Times, pass.Incidents);
        if (_records.Count == 0)
        {
            TimeSpan partition = request.PartitionTime;
            record = record with { Times = record.Times + new StageTimes(partition, default, default, default, partition) };
        }

        int known = _records.FindIndex(r => r.Purpose == purpose);
        if (known < 0)
        {
            _records.Add(record);
        }
        else
        {
            _records[known] = _records[known].Add(record);
        }

        return this;
    }

    private BatchPurpose PurposeOf(PassPurpose purpose) => purpose switch
    {
        PassPurpose.Shift => BatchPurpose.Shift,
        PassPurpose.Adjoint => BatchPurpose.Adjoint,
        _ => request.IsEvaluation ? BatchPurpose.Evaluation : BatchPurpose.Forward,
    };
}
