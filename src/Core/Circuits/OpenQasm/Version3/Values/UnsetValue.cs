namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The value of what was declared and not assigned.</summary>
internal sealed record UnsetValue : Value
{
    public static UnsetValue Instance { get; } = new();

    public override string Kind => "something without a value";
}
