namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What differs between the versions when a circuit is written.</summary>
internal abstract class Dialect
{
    /// <summary>The version and the include.</summary>
    public abstract string Header { get; }

    /// <summary>Declarations of inputs, a line each.</summary>
    public virtual IEnumerable<string> Inputs => [];

    /// <summary>Names that registers must not take.</summary>
    public virtual IEnumerable<string> TakenNames => [];

    /// <summary>The gates that a program may use without defining them.</summary>
    public abstract GateBasis Basis { get; }

    /// <summary>Whether a program may define the gates of the table that the basis lacks; else they are rewritten in place.</summary>
    public virtual bool HasDefinitions => true;

    public abstract string DeclareQubits(string name, int count);

    public abstract string DeclareBits(string name, int count);

    public abstract string Angle(Angle angle);

    public abstract string Measure(string qubit, string bit);

    /// <summary>Runs of bits that must lie in one register so that conditions which all must hold can be written.</summary>
    public abstract IEnumerable<(int First, int Last)> JoinedBits(IReadOnlyList<Condition> conditions);

    /// <summary>Returns the statement under conditions that all must hold: lines of which at most one happens.</summary>
    public abstract IEnumerable<string> Conditional(IReadOnlyList<Condition> conditions, BitRegisters registers, string statement);
}
