using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// A circuit as straight-line arithmetic over real numbers: every step defines one value from earlier ones, none is assigned twice.
/// Data only: an interpreter runs it over vector lanes, the generator prints it, differentiation turns it into another program.
/// </summary>
/// <param name="Angles">The distinct angles whose cosine and sine the steps read, in radians.</param>
/// <param name="ScalarCount">Number of further inputs.</param>
/// <param name="Steps">In an order in which each step reads earlier ones only.</param>
/// <param name="Outputs">Indices of the steps whose values are the results.</param>
/// <param name="Sections">What the steps were written for: gates and observables, as text for people.</param>
/// <param name="SectionOf">The section of each step.</param>
public sealed record Program(
    EquatableArray<Angle> Angles,
    int ScalarCount,
    EquatableArray<Step> Steps,
    EquatableArray<int> Outputs,
    EquatableArray<string> Sections,
    EquatableArray<int> SectionOf)
{
    /// <summary>The steps that compute: all but inputs and constants.</summary>
    public int ArithmeticCount => Steps.Count(s => !s.IsLeaf);
}
