namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An array; its items are replaced by assignments.</summary>
internal sealed record ArrayValue(Value[] Items) : Value
{
    public override string Kind => "an array";

    /// <summary>Returns an array with items of its own.</summary>
    public ArrayValue Copy() => new(Array.ConvertAll(Items, i => i is ArrayValue inner ? inner.Copy() : i));
}
