namespace CutAwareQnn.Runtime;

/// <summary>Adds a batch's passes up to one record per purpose.</summary>
internal sealed class StageTotals(BatchRequest request)
{
    private readonly List<StageRecord> _records = [];

    /// <summary>One record per purpose, in order of appearance.</summary>
    public IReadOnlyList<StageRecord> Records => _records;

    /// <summary>Adds the record of a completed pass; the first also takes the time of the stage partition.</summary>
    public StageTotals Add(StageRecord pass)
    {
        if (_records.Count == 0)
        {
            TimeSpan partition = request.PartitionTime;
            pass = pass with { Times = pass.Times + new StageTimes(partition, default, default, default, partition) };
        }

        int known = _records.FindIndex(r => r.Purpose == pass.Purpose);
        if (known < 0)
        {
            _records.Add(pass);
        }
        else
        {
            _records[known] = _records[known].Add(pass);
        }

        return this;
    }
}
