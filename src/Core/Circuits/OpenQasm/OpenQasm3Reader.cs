namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Reads OpenQASM 3 (the live specification at openqasm.com; Cross et al. 2022, arXiv:2104.14722v2) with <c>stdgates.inc</c> built in:
/// what a circuit needs. Loops, constants and variables are worked out while reading, measured bits become conditions.
/// </summary>
public static class OpenQasm3Reader
{
    /// <summary>Reads a whole program.</summary>
    /// <param name="text">The program.</param>
    /// <param name="fileName">How messages name the file; nothing is opened.</param>
    /// <param name="features">
    /// The inputs that are features, all others being weights; null to go by their names: without leading underscores <c>x</c>,
    /// <c>x_…</c> and <c>x[…]</c> are features. Elements of an input array are named <c>x[0]</c>.
    /// </param>
    /// <param name="known">The values of inputs that decide what the circuit is: integers, bits and truth values; null for none.</param>
    /// <returns>
    /// The circuit, without global phases, and the names of its inputs in the order of their declarations. Gates of the gate table stay
    /// as they are, others are replaced by their definitions; registers follow each other in the order of their declarations.
    /// </returns>
    /// <exception cref="OpenQasmException">
    /// The program breaks a rule or a limit or uses what is not supported; the message names the place and the remedy.
    /// </exception>
    /// <remarks>
    /// Limits: 1,000,000 qubits and as many bits, 10,000,000 gate arguments after expansion, 1,000,000 steps of loops, 256 blocks,
    /// expressions or definitions in each other, integers of 64 bits, conditions on at most 63 bits, 10 controls.
    /// </remarks>
    public static OpenQasmProgram Read(
        string text, string fileName = "<input>", IReadOnlyCollection<string>? features = null,
        IReadOnlyDictionary<string, double>? known = null)
    {
        var source = new SourceText(text, fileName);
        var inputs = new InputNames(features, known);
        var interpreter = new Interpreter(source, inputs);
        try
        {
            interpreter.Run();
        }
        catch (InsufficientExecutionStackException)
        {
            throw source.Error(0, "expressions or blocks nest too deep for the stack; write them with fewer levels");
        }

        OpenQasmProgram program = interpreter.Build();
        return inputs.Missing.FirstOrDefault() is { } missing ? throw NoInput(source, missing, program) : program;
    }

    internal static OpenQasmException NoInput(SourceText source, string name, OpenQasmProgram program)
    {
        string[] inputs = [.. program.FeatureNames.Concat(program.WeightNames).Take(8)];
        return source.Error(
            0,
            $"feature {QuotedText.Of(name)} is no input of the program; "
            + (inputs.Length == 0 ? "it has none" : $"name some of {string.Join(", ", inputs)}"));
    }
}
