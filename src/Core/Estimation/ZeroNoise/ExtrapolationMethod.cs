namespace CutAwareQnn.Estimation;

/// <summary>How values at several strengths of noise are continued to none.</summary>
public enum ExtrapolationMethod
{
    /// <summary>The straight line of least squares.</summary>
    Linear,

    /// <summary>The polynomial through all points.</summary>
    Richardson,

    /// <summary>
    /// The exponential of least squares in the logarithm of the distance from the observable's constant, which is what noise leaves. All
    /// distances must have one sign.
    /// </summary>
    Exponential,
}
