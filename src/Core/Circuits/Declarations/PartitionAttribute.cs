namespace CutAwareQnn.Circuits;

/// <summary>The default partition of an annotated circuit: qubits with different letters are cut apart.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PartitionAttribute : Attribute
{
    /// <summary>Declares the partition.</summary>
    /// <param name="labels">One letter per qubit; character <c>i</c> is qubit <c>i</c>, e.g. <c>AABB</c>.</param>
    public PartitionAttribute(string labels)
    {
        Labels = labels;
    }

    /// <summary>One letter per qubit.</summary>
    public string Labels { get; }
}
