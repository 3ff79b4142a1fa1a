namespace CutAwareQnn.Circuits;

/// <summary>
/// Appends an OpenQASM program of either version: its first qubit is qubit 0. Inputs named <c>x</c>, <c>x_…</c> or <c>x[…]</c> are the
/// circuit's features, all others further weights.
/// </summary>
public sealed class OpenQasmAttribute : LayerAttribute
{
    /// <summary>Names a file with <see cref="File"/>.</summary>
    public OpenQasmAttribute()
    {
    }

    /// <summary>Gives the program itself.</summary>
    /// <param name="program">The whole program.</param>
    public OpenQasmAttribute(string program)
    {
        Program = program;
    }

    /// <summary>The program; null where it lies in a file.</summary>
    public string? Program { get; }

    /// <summary>
    /// The end of the path of a file among the project's <c>AdditionalFiles</c>, such as <c>circuits/iris.qasm</c>; it is read when the
    /// project compiles. Null where the program is given.
    /// </summary>
    public string? File { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new WrittenProgram(Program ?? throw new CircuitException(
        $"OpenQasm was given the file \"{File}\", which only a compiler reads; give the program itself"));
}
