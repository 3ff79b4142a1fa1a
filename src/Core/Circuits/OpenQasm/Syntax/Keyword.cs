namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The words of the language, which name nothing else.</summary>
internal enum Keyword
{
    None,
    OpenQasm,
    Include,
    Qreg,
    Creg,
    Gate,
    Opaque,
    If,
    Measure,
    Reset,
    Barrier,
    Expression,
}
