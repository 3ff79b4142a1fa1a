namespace CutAwareQnn.Circuits;

/// <summary>
/// Repeats the two layers written after it, a feature map and an ansatz, as <see cref="DataReuploading"/> does; each of them is
/// described as if it were alone.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DataReuploadingAttribute : Attribute
{
    /// <summary>Describes the repetition.</summary>
    /// <param name="reps">Repetitions, at least 1.</param>
    public DataReuploadingAttribute(int reps)
    {
        Reps = reps;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>Returns the layer made of the two that follow.</summary>
    /// <param name="featureMap">The first.</param>
    /// <param name="ansatz">The second.</param>
    public Layer Of(Layer featureMap, Layer ansatz) =>
        new DataReuploading(featureMap, ansatz, Given.Reps(nameof(DataReuploading), Reps));
}
