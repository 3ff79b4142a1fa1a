namespace CutAwareQnn.Circuits;

/// <summary>The instructions of a circuit seen as what they do.</summary>
public static class InstructionExtensions
{
    /// <summary>Returns the instruction itself, or the body of a conditional one.</summary>
    public static Instruction Unconditional(this Instruction instruction) =>
        instruction is Conditional conditional ? conditional.Body.Unconditional() : instruction;

    /// <summary>Returns the classical bits that an instruction reads or writes.</summary>
    public static IEnumerable<int> ClassicalBits(this Instruction instruction) => instruction switch
    {
        Measurement measurement => [measurement.Bit],
        Conditional conditional => conditional.Condition.Bits.Concat(conditional.Body.ClassicalBits()),
        _ => [],
    };
}
