namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Who declared a gate.</summary>
internal enum GateOrigin
{
    /// <summary>The language, or <c>qelib1.inc</c> as the paper has it: not to be declared again.</summary>
    Language,

    /// <summary>Later additions to <c>qelib1.inc</c>, and the rest of the gate table: files written before may declare them.</summary>
    Library,

    /// <summary>The file that is read.</summary>
    File,
}
