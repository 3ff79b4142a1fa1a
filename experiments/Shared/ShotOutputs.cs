using CutAwareQnn.Estimation;
using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Experiments;

/// <summary>Outputs that were estimated from shots, by either estimator.</summary>
internal sealed class ShotOutputs
{
    private readonly Func<BitExpression, (double, double)> _mean;

    public ShotOutputs(SharedOutputs shared, int[] qubits)
    {
        Estimates = shared.Estimates();
        _mean = function => shared.Mean(x => function.Evaluate(q => (x >> Array.BinarySearch(qubits, q) & 1) == 1));
    }

    public ShotOutputs(MixtureOutputs mixture, int[] qubits)
    {
        Estimates = mixture.Estimates();
        UnseenError = mixture.UnseenError;
        _mean = function => mixture.Mean(bits => function.Evaluate(q => bits[^(Array.BinarySearch(qubits, q) + 1)] == '1'));
    }

    /// <summary>The estimates of the bit strings.</summary>
    public OutputEstimates Estimates { get; }

    /// <summary>The standard error of strings that have no estimate.</summary>
    public double UnseenError { get; }

    /// <summary>Returns the mean of a function of the bits, with its standard error.</summary>
    public (double Value, double StandardError) Mean(BitExpression function) => _mean(function);
}
