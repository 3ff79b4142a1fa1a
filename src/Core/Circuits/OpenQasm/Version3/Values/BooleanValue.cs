namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A truth value that is known.</summary>
internal sealed record BooleanValue : Value
{
    private BooleanValue(bool isTrue)
    {
        IsTrue = isTrue;
    }

    public static BooleanValue True { get; } = new(true);

    public static BooleanValue False { get; } = new(false);

    public bool IsTrue { get; }

    public override string Kind => "a truth value";

    public static BooleanValue Of(bool isTrue) => isTrue ? True : False;
}
