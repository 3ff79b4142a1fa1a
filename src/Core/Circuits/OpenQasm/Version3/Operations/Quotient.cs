namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The result of a division of integers that leaves a rest.</summary>
internal enum Quotient
{
    /// <summary>It is rounded towards zero, as integers are divided.</summary>
    Truncated,

    /// <summary>It is the real number, as the specification's own <c>pow(1/2) @ z</c> has it.</summary>
    Real,
}
