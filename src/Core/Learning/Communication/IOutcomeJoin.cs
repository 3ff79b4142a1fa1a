using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>Joins the final states of the processors to the probabilities of the outcomes, and the derivatives back.</summary>
internal interface IOutcomeJoin
{
    /// <summary>Computes the probabilities.</summary>
    /// <param name="runs">[processor][branch of the pairs].</param>
    /// <param name="outcomes">Receives [outcome][lane].</param>
    void Forward(PhaseRun[][] runs, Span<double> outcomes);

    /// <summary>Sets the adjoints of the runs of the last <see cref="Forward"/>.</summary>
    /// <param name="runs">[processor][branch of the pairs].</param>
    /// <param name="seeds">The derivatives of a number by the probabilities, [outcome][lane].</param>
    void Backward(PhaseRun[][] runs, ReadOnlySpan<double> seeds);
}
