namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A subroutine.</summary>
/// <param name="Start">Its place.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Result">The type of its value; null where it has none.</param>
/// <param name="Body">Its statements.</param>
internal sealed record SubroutineNode(
    int Start, string Name, ParameterNode[] Parameters, TypeNode? Result, BlockNode Body) : StatementNode(Start);
