using System.Buffers.Binary;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// A job as bytes: written in one process and read in another, it gives the same bits. <c>docs/job-form.md</c> has the layout.
/// </summary>
public sealed class JobForm
{
    private JobForm(PlanForm? plan, byte[] bytes)
    {
        Plan = plan;
        Bytes = bytes;
        Checksum = ChecksumOf(bytes);
    }

    /// <summary>The plan that the job refers to; null where it holds all it needs.</summary>
    public PlanForm? Plan { get; }

    /// <summary>The form.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The form's checksum, by which a result names the job that it answers.</summary>
    public uint Checksum { get; }

    /// <summary>Writes a job.</summary>
    /// <exception cref="BackendException">The job cannot be sent; the message names the reason.</exception>
    public static JobForm Of(Job job)
    {
        JobForm[] parts = job is JobGroup several ? [.. several.Jobs.Select(Of)] : [];
        PlanForm? plan = job switch
        {
            FragmentJob fragment => FragmentJobForm.PlanOf(fragment),
            BackwardJob backward => PlanForm.Of(backward.Simulator.Fragment),
            DrawnJob drawn => drawn.Form.Value,
            JobGroup group => JobGroupForm.PlanOf(group, parts),
            _ => null,
        };
        FormWriter Start(JobKind kind, long bodyLength = 256)
        {
            var started = new FormWriter(FormKind.Job, (ushort)kind, bodyLength);
            started.Write(job.Index);
            if (kind != JobKind.Circuits)
            {
                started.Write(plan is null ? NoPlan : Convert.FromHexString(plan.Digest));
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

        return new(plan, writer.Finish());
    }

    /// <summary>Returns the digest of the plan that a job refers to; null where it holds all it needs.</summary>
    /// <exception cref="BackendException">The bytes are no job of this version, or damaged.</exception>
    public static string? PlanOf(ReadOnlySpan<byte> form)
    {
        var reader = new FormReader(form, FormKind.Job);
        return Digest(ref reader, out _);
    }

    /// <summary>Returns the checksum of a job's form; it is not compared with the form.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> form) => BinaryPrimitives.ReadUInt32LittleEndian(form[^FormLayout.ChecksumLength..]);

    /// <summary>Reads a job.</summary>
    /// <param name="form">The form.</param>
    /// <param name="plan">The plan that it refers to; null where it refers to none.</param>
    /// <exception cref="BackendException">The bytes are no job of this version, or damaged, or refer to another plan.</exception>
    public static Job Read(ReadOnlySpan<byte> form, PlanSimulators? plan)
    {
        var reader = new FormReader(form, FormKind.Job);
        string? digest = Digest(ref reader, out int index);
        if (digest is not null && digest != plan?.Plan.Digest)
        {
            throw new BackendException($"a job form refers to plan {digest}, but another one was given; give the plan with this digest");
        }

        try
        {
            Job job = (JobKind)reader.Subject switch
            {
                JobKind.Fragment => FragmentJobForm.Read(ref reader, index, plan!),
                JobKind.Backward => BackwardJobForm.Read(ref reader, index, plan!),
                JobKind.Circuits => CircuitJobForm.Read(ref reader, index),
                JobKind.Drawn => DrawnJobForm.Read(ref reader, index, plan!),
                _ => JobGroupForm.Read(ref reader, index, plan),
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

    private static ReadOnlySpan<byte> NoPlan => new byte[FormLayout.DigestLength];

    // A group of jobs of circuits has no plan.
    private static string? Digest(ref FormReader reader, out int index)
    {
        var kind = (JobKind)reader.Subject;
        if (!Enum.IsDefined(kind))
        {
            throw reader.Wrong($"jobs of kind {reader.Subject} are unknown");
        }

        index = reader.Int32();
        if (kind == JobKind.Circuits)
        {
            return null;
        }

        ReadOnlySpan<byte> digest = reader.Take(FormLayout.DigestLength);
        return kind == JobKind.Group && digest.SequenceEqual(NoPlan) ? null : Convert.ToHexStringLower(digest);
    }
}
