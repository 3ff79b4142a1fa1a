namespace CutAwareQnn.Learning;

/// <summary>The result of one attack at one magnitude.</summary>
/// <param name="Attack">The attack's name.</param>
/// <param name="Magnitude">Its magnitude, in the features' unit.</param>
/// <param name="Accuracy">Share of samples classified correctly, in [0, 1].</param>
/// <param name="Loss">Mean loss.</param>
public sealed record RobustnessPoint(string Attack, double Magnitude, double Accuracy, double Loss);
