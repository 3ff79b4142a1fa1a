using System.Text.Json.Serialization;

namespace CutAwareQnn.Learning;

/// <summary>The memory of an optimiser between steps.</summary>
/// <param name="StepCount">Number of steps taken.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StepState), "steps")]
[JsonDerivedType(typeof(MomentumState), "momentum")]
[JsonDerivedType(typeof(AdamState), "adam")]
[JsonDerivedType(typeof(RmsPropState), "rmsprop")]
[JsonDerivedType(typeof(LbfgsState), "lbfgs")]
public abstract record OptimiserState(int StepCount)
{
    /// <summary>Returns whether the memory belongs to a model with this number of weights.</summary>
    public virtual bool Fits(int weightCount) => true;
}
