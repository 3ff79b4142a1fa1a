namespace CutAwareQnn.Reference;

/// <summary>One local operation of a cut's term.</summary>
/// <param name="Name">A one-qubit gate, or M, D (also Mu), T, W or R as in <see cref="SuperOperator.Of(ReferenceOp)"/>.</param>
/// <param name="Parameters">Angles in radians.</param>
public sealed record ReferenceOp(string Name, params double[] Parameters)
{
    /// <summary>Returns operations without parameters, in time order, from names separated by spaces: <c>"sdg h M"</c>.</summary>
    public static ReferenceOp[] List(string names) =>
        [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new ReferenceOp(name))];
}
