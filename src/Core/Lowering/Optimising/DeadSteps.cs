using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Removes the steps and angles that no output needs; the rest keeps its order.</summary>
public static class DeadSteps
{
    /// <summary>Returns the same outputs from as few steps as they need.</summary>
    public static Program Remove(Program program)
    {
        bool[] isLive = new bool[program.Steps.Count];
        foreach (int output in program.Outputs)
        {
            isLive[output] = true;
        }

        for (int i = program.Steps.Count - 1; i >= 0; i--)
        {
            for (int operand = 0; isLive[i] && operand < program.Steps[i].OperandCount; operand++)
            {
                isLive[program.Steps[i].Operand(operand)] = true;
            }
        }

        List<Step> steps = [];
        List<int> sectionOf = [];
        List<Angle> angles = [];
        int[] stepIndex = new int[program.Steps.Count];
        int[] angleIndex = Enumerable.Repeat(-1, program.Angles.Count).ToArray();
        for (int i = 0; i < program.Steps.Count; i++)
        {
            if (!isLive[i])
            {
                continue;
            }

            Step step = program.Steps[i].Rename(operand => stepIndex[operand]);
            if (step.Operation is Operation.Cosine or Operation.Sine)
            {
                if (angleIndex[step.A] < 0)
                {
                    angleIndex[step.A] = angles.Count;
                    angles.Add(program.Angles[step.A]);
                }

                step = step with { A = angleIndex[step.A] };
            }

            stepIndex[i] = steps.Count;
            steps.Add(step);
            sectionOf.Add(program.SectionOf[i]);
        }

        return program with
        {
            Angles = angles.ToEquatableArray(),
            Steps = steps.ToEquatableArray(),
            SectionOf = sectionOf.ToEquatableArray(),
            Outputs = program.Outputs.Select(o => stepIndex[o]).ToEquatableArray(),
        };
    }
}
