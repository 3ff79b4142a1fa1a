namespace CutAwareQnn.Learning;

/// <summary>Joins the final states of the processors to the probabilities of the outcomes, and the derivatives back.</summary>
internal interface IOutcomeJoin
{
    /// <summary>Computes the probabilities.</summary>
    /// <param name="states">One per processor.</param>
    /// <param name="outcomes">Receives [outcome][lane].</param>
    void Forward(UnitStates[] states, Span<double> outcomes);

    /// <summary>Sets the adjoints of the states of the last <see cref="Forward"/>.</summary>
    /// <param name="states">One per processor.</param>
    /// <param name="seeds">The derivatives of a number by the probabilities, [outcome][lane].</param>
    void Backward(UnitStates[] states, ReadOnlySpan<double> seeds);
}
