namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What differs between the versions when a circuit is written.</summary>
internal abstract class Dialect
{
    /// <summary>The version and the include.</summary>
    public abstract string Header { get; }

    /// <summary>Declarations of inputs, a line each.</summary>
    public virtual IEnumerable<string> Inputs => [];

    /// <summary>Names that registers must not take.</summary>
    public virtual IReadOnlyCollection<string> TakenNames => [];

    /// <summary>The library's name of a gate; null where the file must define it.</summary>
    public abstract string? LibraryName(Gate gate);

    public abstract string DeclareQubits(string name, int count);

    public abstract string DeclareBits(string name, int count);

    public abstract string Angle(Angle angle);

    public abstract string Measure(string qubit, string bit);

    /// <summary>The statement under a condition: the bits spell one of the values.</summary>
    public abstract IEnumerable<string> Conditional(BitTest test, string statement);
}
