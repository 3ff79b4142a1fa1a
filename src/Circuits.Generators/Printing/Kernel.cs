namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>One program with where its inputs come from and where its outputs go.</summary>
/// <param name="Name">The class of its code.</param>
/// <param name="Summary">What it computes, for people.</param>
/// <param name="Printable">The program.</param>
/// <param name="Row">The inputs that differ from query to query: features, or the angles of a fragment.</param>
/// <param name="HasWeights">Whether it reads weights that all queries share.</param>
/// <param name="Scalars">Its further inputs; length 0 if it has none, or computes them from the others.</param>
/// <param name="Outputs">The results.</param>
/// <param name="Targets">For each output of the program, which of the results receives it, and where in a query's.</param>
/// <param name="Swept">Where the state is swept, how: the program computes coefficients only. Null where it is unrolled.</param>
internal sealed record Kernel(
    string Name,
    string Summary,
    PrintableProgram Printable,
    KernelSpan Row,
    bool HasWeights,
    KernelSpan Scalars,
    IReadOnlyList<KernelSpan> Outputs,
    IReadOnlyList<(int Output, int Index)> Targets,
    StateLoopKernel? Swept = null)
{
    /// <summary>Steps of its code, loops counted once.</summary>
    public int StepCount => Swept?.StepCount ?? Printable.Program.ArithmeticCount;

    /// <summary>Whether anything is computed once per call.</summary>
    public bool HasShared => Printable.SharedPlaces.Count > 0;

    /// <summary>Returns whether a span holds lanes.</summary>
    public bool IsScratch(string name) => Outputs.Append(Scalars).Any(s => s.IsScratch && s.Name == name);

    /// <summary>The spans that are read, shared values excluded.</summary>
    public IEnumerable<string> Inputs
    {
        get
        {
            if (Row.Length > 0)
            {
                yield return Row.Name;
            }

            if (HasWeights)
            {
                yield return "weights";
            }

            if (Scalars.Length > 0)
            {
                yield return Scalars.Name;
            }
        }
    }
}
