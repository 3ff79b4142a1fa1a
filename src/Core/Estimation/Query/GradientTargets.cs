namespace CutAwareQnn.Estimation;

/// <summary>Which derivatives are wanted.</summary>
[Flags]
public enum GradientTargets
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>By weights.</summary>
    Weights = 1,

    /// <summary>By features.</summary>
    Features = 2,
}
