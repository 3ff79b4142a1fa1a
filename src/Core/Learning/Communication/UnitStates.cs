using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>The final amplitudes of one processor and their adjoints <c>∂L/∂ψ*</c>, [branch][basis state][lane].</summary>
/// <param name="branchCount">Number of states, one per basis state of the pairs.</param>
/// <param name="length">Amplitudes per state.</param>
internal sealed class UnitStates(int branchCount, int length)
{
    public int Length => length;

    public double[] Real { get; } = new double[branchCount * length * SampleLanes.Count];

    public double[] Imaginary { get; } = new double[branchCount * length * SampleLanes.Count];

    public double[] AdjointReal { get; } = new double[branchCount * length * SampleLanes.Count];

    public double[] AdjointImaginary { get; } = new double[branchCount * length * SampleLanes.Count];

    /// <summary>Keeps the final state of a branch.</summary>
    public void Keep(int branch, PhaseRun run)
    {
        run.Real.CopyTo(Real.AsSpan(branch * run.Real.Length));
        run.Imaginary.CopyTo(Imaginary.AsSpan(branch * run.Real.Length));
    }

    /// <summary>Gives a branch's final state and adjoint back to a run.</summary>
    public void Restore(int branch, PhaseRun run)
    {
        int size = run.Real.Length;
        Real.AsSpan(branch * size, size).CopyTo(run.Real);
        Imaginary.AsSpan(branch * size, size).CopyTo(run.Imaginary);
        AdjointReal.AsSpan(branch * size, size).CopyTo(run.AdjointReal);
        AdjointImaginary.AsSpan(branch * size, size).CopyTo(run.AdjointImaginary);
    }
}
