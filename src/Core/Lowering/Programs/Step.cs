namespace CutAwareQnn.Lowering;

/// <summary>One step of a program: it defines the value that carries the step's own index.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="A">First operand: the index of an earlier step, or of the input for <see cref="Operation.Scalar"/> and the angles.</param>
/// <param name="B">Second operand, or 0.</param>
/// <param name="C">Third operand, or 0.</param>
/// <param name="Number">The constant, or 0.</param>
public readonly record struct Step(Operation Operation, int A = 0, int B = 0, int C = 0, double Number = 0)
{
    /// <summary>How many of A, B, C are indices of earlier steps.</summary>
    public int OperandCount => Operation switch
    {
        Operation.Constant or Operation.Scalar or Operation.Cosine or Operation.Sine => 0,
        Operation.Negate => 1,
        Operation.Add or Operation.Subtract or Operation.Multiply => 2,
        _ => 3,
    };

    /// <summary>Whether the step is an input or a constant, so that it costs no arithmetic.</summary>
    public bool IsLeaf => OperandCount == 0;

    /// <summary>Returns operand 0, 1 or 2: A, B or C.</summary>
    public int Operand(int index) => index == 0 ? A : index == 1 ? B : C;

    /// <summary>Returns the step with every operand that is a step renamed.</summary>
    public Step Rename(Func<int, int> rename)
    {
        int count = OperandCount;
        return count == 0
            ? this
            : this with { A = rename(A), B = count > 1 ? rename(B) : 0, C = count > 2 ? rename(C) : 0 };
    }
}
