namespace CutAwareQnn.Estimation;

/// <summary>What a pass through the stages is for.</summary>
public enum PassPurpose
{
    /// <summary>The values of queries.</summary>
    Forward,

    /// <summary>Derivatives by shifted evaluations.</summary>
    Shift,

    /// <summary>Derivatives by a backward pass.</summary>
    Adjoint,
}
