namespace CutAwareQnn.Simulation;

/// <summary>What all forms have in common; <c>docs/job-form.md</c> has the tables.</summary>
internal static class FormLayout
{
    /// <summary>The version that is written and read.</summary>
    public const ushort Version = 1;

    /// <summary>Bytes before the body: the mark, version, kind, and length of the whole form.</summary>
    public const int HeaderLength = 12;

    /// <summary>Bytes of the CRC-32 at the end.</summary>
    public const int ChecksumLength = 4;

    /// <summary>Bytes of a plan's digest.</summary>
    public const int DigestLength = 32;

    /// <summary>The first four bytes.</summary>
    public static ReadOnlySpan<byte> Mark(FormKind kind) => kind switch
    {
        FormKind.Plan => "CQNP"u8,
        FormKind.Job => "CQNJ"u8,
        _ => "CQNR"u8,
    };

    /// <summary>Returns the name for messages.</summary>
    public static string Name(FormKind kind) => kind switch
    {
        FormKind.Plan => "plan form",
        FormKind.Job => "job form",
        _ => "result form",
    };
}
