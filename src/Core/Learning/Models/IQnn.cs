using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>A quantum neural network with weights: it computes outputs from features, and derivatives from those of the outputs.</summary>
public interface IQnn
{
    /// <summary>The model: circuit, observables and linear layer.</summary>
    Model Model { get; }

    /// <summary>The weights: the circuit's, then the linear layer's.</summary>
    /// <exception cref="Circuits.CircuitException">The number of weights set is not the model's.</exception>
    IReadOnlyList<double> Weights { get; set; }

    /// <summary>Computes the outputs.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <returns>[sample][output].</returns>
    double[][] Forward(IReadOnlyList<double[]> features);

    /// <summary>Computes derivatives of a number that depends on the outputs, such as a loss.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <param name="outputSlopes">The derivatives of that number by the outputs, [sample][output].</param>
    /// <param name="targets">The variables to differentiate by.</param>
    QnnGradient Backward(IReadOnlyList<double[]> features, IReadOnlyList<double[]> outputSlopes, GradientTargets targets);

    /// <summary>Writes the weights and the number of queries so far as one JSON document.</summary>
    string Save();

    /// <summary>Restores a state that a network of the same shape saved.</summary>
    /// <exception cref="Circuits.CircuitException">The text is not such a state, or is one of a network of another shape.</exception>
    void Load(string json);
}
