namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The value of an expression while the program is read.</summary>
internal abstract record Value
{
    /// <summary>The noun that messages use for it.</summary>
    public abstract string Kind { get; }
}
