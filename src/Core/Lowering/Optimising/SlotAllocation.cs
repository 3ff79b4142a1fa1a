using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Places for a program's values, each reused once its value has had its last reader, so that the working set of long programs stays
/// in the first-level cache. Constants and inputs keep their places.
/// </summary>
/// <param name="SlotCount">Number of places.</param>
/// <param name="SlotOf">The place of each step's value.</param>
public sealed record SlotAllocation(int SlotCount, EquatableArray<int> SlotOf)
{
    /// <summary>Allocates in the order of the steps; a step may take the place of an operand that it reads last.</summary>
    public static SlotAllocation Of(Program program)
    {
        int[] lastReader = Enumerable.Repeat(-1, program.Steps.Count).ToArray();
        for (int i = 0; i < program.Steps.Count; i++)
        {
            for (int operand = 0; operand < program.Steps[i].OperandCount; operand++)
            {
                lastReader[program.Steps[i].Operand(operand)] = i;
            }
        }

        foreach (int output in program.Outputs)
        {
            lastReader[output] = int.MaxValue;
        }

        int[] slotOf = new int[program.Steps.Count];
        Stack<int> free = new();
        int count = 0;
        for (int i = 0; i < slotOf.Length; i++)
        {
            Step step = program.Steps[i];
            for (int operand = 0; operand < step.OperandCount; operand++)
            {
                int value = step.Operand(operand);
                if (lastReader[value] == i && !program.Steps[value].IsLeaf)
                {
                    free.Push(slotOf[value]);
                    lastReader[value] = -1;
                }
            }

            slotOf[i] = step.IsLeaf || free.Count == 0 ? count++ : free.Pop();
        }

        return new(count, slotOf.ToEquatableArray());
    }
}
