namespace CutAwareQnn.Simulation;

/// <summary>What the bytes of a form describe.</summary>
internal enum FormKind
{
    /// <summary>Fragments that jobs refer to.</summary>
    Plan,

    /// <summary>A job.</summary>
    Job,

    /// <summary>What a job measured.</summary>
    Result,
}
