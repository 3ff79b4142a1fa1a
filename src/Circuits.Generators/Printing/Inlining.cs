using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Products that are written into the expression of their only reader: fewer lines, fewer locals, the same operations.</summary>
internal static class Inlining
{
    /// <summary>Returns for each step of a program whether it has no line of its own.</summary>
    /// <param name="program">The program.</param>
    /// <param name="mayMove">Whether a step and its reader are printed in one place, and nothing else needs its value.</param>
    public static bool[] Of(Program program, Func<int, int, bool> mayMove)
    {
        int[] readerCount = new int[program.Steps.Count];
        int[] reader = new int[program.Steps.Count];
        foreach (int output in program.Outputs)
        {
            readerCount[output]++;
        }

        for (int i = 0; i < program.Steps.Count; i++)
        {
            for (int operand = 0; operand < program.Steps[i].OperandCount; operand++)
            {
                int read = program.Steps[i].Operand(operand);
                readerCount[read]++;
                reader[read] = i;
            }
        }

        return [.. program.Steps.Select((s, i) =>
            s.Operation == Operation.Multiply && readerCount[i] == 1 && reader[i] > i && mayMove(i, reader[i]))];
    }
}
