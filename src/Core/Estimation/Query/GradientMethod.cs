namespace CutAwareQnn.Estimation;

/// <summary>How derivatives are taken.</summary>
public enum GradientMethod
{
    /// <summary>By shifted evaluations, as a device can; exact in expectation.</summary>
    ParameterShift,

    /// <summary>By one exact backward pass, as only a simulator can; never sampled.</summary>
    Adjoint,
}
