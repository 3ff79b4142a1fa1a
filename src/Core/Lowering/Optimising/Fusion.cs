using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Fuses products into the sums that read them: a product goes away when each of its readers is a sum that has not taken another.
/// A fused step costs no more than a sum, so no other case gains.
/// </summary>
public static class Fusion
{
    /// <summary>Returns the same values (with one rounding where there were two) from fewer steps.</summary>
    public static Program Apply(Program program)
    {
        Step[] steps = program.Steps.ToArray();
        List<int>[] readers = Readers(steps);
        bool[] isOutput = new bool[steps.Length];
        foreach (int output in program.Outputs)
        {
            isOutput[output] = true;
        }

        for (int product = 0; product < steps.Length; product++)
        {
            Step multiply = steps[product];
            if (multiply.Operation == Operation.Multiply
                && !isOutput[product]
                && readers[product].Count > 0
                && readers[product].All(r => steps[r].Operation is Operation.Add or Operation.Subtract))
            {
                foreach (int reader in readers[product])
                {
                    steps[reader] = Fuse(steps[reader], product, multiply);
                }
            }
        }

        return DeadSteps.Remove(program with { Steps = steps.ToEquatableArray() });
    }

    private static Step Fuse(Step sum, int product, Step multiply)
    {
        bool isFirst = sum.A == product;
        int rest = isFirst ? sum.B : sum.A;
        Operation operation = sum.Operation == Operation.Add ? Operation.MultiplyAdd
            : isFirst ? Operation.MultiplySubtract
            : Operation.NegatedMultiplyAdd;
        return new(operation, multiply.A, multiply.B, rest);
    }

    private static List<int>[] Readers(Step[] steps)
    {
        List<int>[] readers = steps.Select(_ => new List<int>()).ToArray();
        for (int i = 0; i < steps.Length; i++)
        {
            for (int operand = 0; operand < steps[i].OperandCount; operand++)
            {
                readers[steps[i].Operand(operand)].Add(i);
            }
        }

        return readers;
    }
}
