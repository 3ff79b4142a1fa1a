namespace CutAwareQnn.Figures;

/// <summary>How an axis maps values to length.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equally long.</summary>
    Linear,

    /// <summary>Equal ratios are equally long; every value is above 0.</summary>
    Logarithmic,
}
