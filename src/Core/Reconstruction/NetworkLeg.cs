namespace CutAwareQnn.Reconstruction;

/// <summary>One leg of a tensor.</summary>
/// <param name="Edge">The cut.</param>
/// <param name="IsSecond">Whether this is the cut's second end, to which the bond is applied.</param>
public readonly record struct NetworkLeg(int Edge, bool IsSecond);
