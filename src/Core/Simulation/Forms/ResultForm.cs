using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>A job's result as bytes, with the checksum of the job that it answers.</summary>
public static class ResultForm
{
    // Before the values.
    private const int HeadLength = 20;

    /// <summary>Writes a result.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="job">The checksum of the job's form.</param>
    public static byte[] Write(JobResult result, uint job)
    {
        var writer = new FormWriter(FormKind.Result, bodyLength: HeadLength + (8L * result.Values.Length));
        writer.Write(result.Job);
        writer.Write(job);
        writer.Write(result.Completeness);
        writer.Write(result.Values.Length);
        writer.Write(result.Values);
        return writer.Finish();
    }

    /// <summary>Reads a result.</summary>
    /// <param name="form">The form.</param>
    /// <param name="job">The checksum of the job's form that it must answer.</param>
    /// <exception cref="BackendException">The bytes are no result of this version, damaged, or another job's.</exception>
    public static JobResult Read(ReadOnlySpan<byte> form, uint job)
    {
        var reader = new FormReader(form, FormKind.Result);
        int index = reader.Int32();
        if (reader.UInt32() != job)
        {
            throw new BackendException($"a result for batch {index} answers another job; return what was submitted");
        }

        double completeness = reader.Double();
        double[] values = reader.Doubles(reader.UInt32());
        reader.End();
        return completeness is >= 0 and <= 1 && reader.Subject == 0
            ? new(index, values, completeness)
            : throw reader.Wrong("its completeness is no part");
    }
}
