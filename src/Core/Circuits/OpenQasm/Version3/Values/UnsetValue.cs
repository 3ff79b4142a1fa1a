namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The value of a call before it returns one, and of a subroutine without a type.</summary>
internal sealed record UnsetValue : Value
{
    public static UnsetValue Instance { get; } = new();

    public override string Kind => "something without a value";
}
