namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Reads OpenQASM 2.0 (Cross et al. 2017, arXiv:1707.03429v2) with <c>qelib1.inc</c> built in.</summary>
public static class OpenQasm2Reader
{
    /// <summary>Reads a whole program.</summary>
    /// <param name="text">The program.</param>
    /// <param name="fileName">How messages name the file; nothing is opened.</param>
    /// <returns>
    /// The circuit. Registers follow each other in the order of their declarations. Gates of the gate table stay as they are,
    /// others are replaced by their definitions, statements on registers are repeated.
    /// </returns>
    /// <exception cref="OpenQasmException">The program breaks a rule or a limit; the message names the place and the remedy.</exception>
    /// <remarks>
    /// Limits: 1,000,000 qubits and as many bits, 10,000,000 gate arguments after expansion, 256 definitions or expressions in each
    /// other, conditions on at most 63 bits.
    /// </remarks>
    public static Circuit Read(string text, string fileName = "<input>") => new ProgramParser(new(text, fileName)).Read();
}
