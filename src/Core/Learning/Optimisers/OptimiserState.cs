using System.Text.Json.Serialization;

namespace CutAwareQnn.Learning;

/// <summary>What an optimiser remembers between steps.</summary>
/// <param name="StepCount">Steps taken.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StepState), "steps")]
[JsonDerivedType(typeof(MomentumState), "momentum")]
[JsonDerivedType(typeof(AdamState), "adam")]
[JsonDerivedType(typeof(RmsPropState), "rmsprop")]
[JsonDerivedType(typeof(LbfgsState), "lbfgs")]
public abstract record OptimiserState(int StepCount)
{
    /// <summary>Whether it is of a model of so many weights.</summary>
    public virtual bool Fits(int weightCount) => true;
}

/// <summary>The number of steps, for optimisers that remember nothing else.</summary>
public sealed record StepState(int StepCount) : OptimiserState(StepCount);
