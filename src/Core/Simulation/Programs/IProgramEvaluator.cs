namespace CutAwareQnn.Simulation;

/// <summary>
/// Evaluates one program for many queries: by interpretation, or by code that was generated from it. Both give the same bits.
/// </summary>
public interface IProgramEvaluator
{
    /// <summary>Evaluates a batch.</summary>
    /// <param name="inputs">The bound symbols and scalars.</param>
    /// <param name="outputs">Receives [query][output].</param>
    void Evaluate(in ProgramInputs inputs, Span<double> outputs);
}
