namespace CutAwareQnn.Experiments;

/// <summary>What the process returns to its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A fault of the program, or a backend that kept failing.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a file that it names cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>A signal; what was finished is kept.</summary>
    public const int Cancelled = 130;
}
