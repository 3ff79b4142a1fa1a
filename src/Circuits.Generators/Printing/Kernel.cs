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
internal sealed record Kernel(
    string Name,
    string Summary,
    PrintableProgram Printable,
    KernelSpan Row,
    bool HasWeights,
    KernelSpan Scalars,
    IReadOnlyList<KernelSpan> Outputs,
    IReadOnlyList<(int Output, int Index)> Targets)
{
    /// <summary>Steps of its code.</summary>
    public int StepCount => Printable.Program.ArithmeticCount;

    /// <summary>Whether anything is computed once a call.</summary>
    public bool HasShared => Printable.SharedPlaces.Count > 0;

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

/// <summary>A span of so many numbers a query.</summary>
internal readonly record struct KernelSpan(string Name, int Length);
