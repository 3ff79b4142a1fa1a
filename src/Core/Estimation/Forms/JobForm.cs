using System.Buffers.Binary;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// A job as bytes: written in one process and read in another, it gives the same bits. <c>docs/job-form.md</c> has the layout.
/// </summary>
public sealed class JobForm
{
    private JobForm(IReadOnlyList<PlanForm> plans, byte[] bytes)
    {
        Plans = plans;
        Bytes = bytes;
        Checksum = ChecksumOf(bytes);
    }

    /// <summary>The plans that the job refers to: one per job of fragments, none where it holds all it needs.</summary>
    public IReadOnlyList<PlanForm> Plans { get; }

    /// <summary>The form.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The form's checksum, by which a result names the job that it answers.</summary>
    public uint Checksum { get; }

    /// <summary>Writes a job.</summary>
    /// <exception cref="BackendException">The job cannot be sent; the message names the reason.</exception>
    public static JobForm Of(Job job)
    {
        JobForm[] parts = job is JobGroup group ? [.. group.Jobs.Select(Of)] : [];
        PlanForm? plan = job switch
        {
            FragmentJob fragment => FragmentJobForm.PlanOf(fragment),
            BackwardJob backward => PlanForm.Of(backward.Simulator.Fragment),
            DrawnJob drawn => drawn.Form.Value,
            _ => null,
        };
        FormWriter Start(JobKind kind, long bodyLength = 256)
        {
            var started = new FormWriter(FormKind.Job, (ushort)kind, bodyLength);
            started.Write(job.Index);
            if (plan is not null)
            {
                started.Write(Convert.FromHexString(plan.Digest));
            }

            return started;
        }

        FormWriter writer;
        switch (job)
        {
            case FragmentJob fragment:
                FragmentJobForm.Write(writer = Start(JobKind.Fragment, FragmentJobForm.LengthOf(fragment)), fragment);
                break;
            case BackwardJob backward:
                BackwardJobForm.Write(writer = Start(JobKind.Backward), backward);
                break;
            case CircuitJob circuits:
                CircuitJobForm.Write(writer = Start(JobKind.Circuits), circuits);
                break;
            case DrawnJob drawn:
                DrawnJobForm.Write(writer = Start(JobKind.Drawn), drawn);
                break;
            case JobGroup:
                JobGroupForm.Write(writer = Start(JobKind.Group), parts);
                break;
            default:
                throw new BackendException(
                    "a job that the program's passes do not make cannot be sent to other machines; run it in process");
        }

        return new(plan is not null ? [plan] : [.. parts.SelectMany(p => p.Plans).DistinctBy(p => p.Digest)], writer.Finish());
    }

    /// <summary>Returns the digests of the plans that a job refers to, each once.</summary>
    /// <exception cref="BackendException">The bytes are no job of this version, or damaged.</exception>
    public static IReadOnlyList<string> PlansOf(ReadOnlySpan<byte> form)
    {
        var reader = new FormReader(form, FormKind.Job);
        string? digest = Digest(ref reader, out _);
        return digest is not null ? [digest] : (JobKind)reader.Subject == JobKind.Group ? JobGroupForm.PlansOf(ref reader) : [];
    }

    /// <summary>Returns the checksum of a job's form; it is not compared with the form.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> form) => BinaryPrimitives.ReadUInt32LittleEndian(form[^FormLayout.ChecksumLength..]);

    /// <summary>Reads a job.</summary>
    /// <param name="form">The form.</param>
    /// <param name="plans">The plans that it refers to; others are not looked at.</param>
    /// <exception cref="BackendException">The bytes are no job of this version, or damaged, or refer to another plan.</exception>
    public static Job Read(ReadOnlySpan<byte> form, IReadOnlyList<PlanSimulators> plans)
    {
        var reader = new FormReader(form, FormKind.Job);
        string? digest = Digest(ref reader, out int index);
        PlanSimulators? plan = digest is null ? null : plans.FirstOrDefault(p => p.Plan.Digest == digest)
            ?? throw new BackendException($"a job form refers to plan {digest}, which was not given; give the plan with this digest");

        try
        {
            Job job = (JobKind)reader.Subject switch
            {
                JobKind.Fragment => FragmentJobForm.Read(ref reader, index, plan!),
                JobKind.Backward => BackwardJobForm.Read(ref reader, index, plan!),
                JobKind.Circuits => CircuitJobForm.Read(ref reader, index),
                JobKind.Drawn => DrawnJobForm.Read(ref reader, index, plan!),
                _ => JobGroupForm.Read(ref reader, index, plans),
            };
            reader.End();
            return job;
        }
        catch (Exception error) when (error is CutAwareException and not BackendException or OverflowException)
        {
            throw reader.Wrong(error.Message);
        }
    }

    internal static JobKind KindOf(ReadOnlySpan<byte> form) => (JobKind)new FormReader(form, FormKind.Job).Subject;

    private static string? Digest(ref FormReader reader, out int index)
    {
        var kind = (JobKind)reader.Subject;
        if (!Enum.IsDefined(kind))
        {
            throw reader.Wrong($"jobs of kind {reader.Subject} are unknown");
        }

        index = reader.Int32();
        return kind is JobKind.Circuits or JobKind.Group ? null : Convert.ToHexStringLower(reader.Take(FormLayout.DigestLength));
    }
}
