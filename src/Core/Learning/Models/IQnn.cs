using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>A quantum neural network with weights: outputs from features, and derivatives back from the outputs.</summary>
public interface IQnn
{
    /// <summary>What the network is.</summary>
    Model Model { get; }

    /// <summary>The weights: the circuit's, then the linear layer's.</summary>
    /// <exception cref="Circuits.CircuitException">Set to another number of weights.</exception>
    IReadOnlyList<double> Weights { get; set; }

    /// <summary>The outputs.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <returns>[sample][output].</returns>
    double[][] Forward(IReadOnlyList<double[]> features);

    /// <summary>Derivatives of a number that depends on the outputs, such as a loss.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <param name="outputSlopes">The number's derivatives by the outputs, [sample][output].</param>
    /// <param name="targets">By what derivatives are wanted.</param>
    QnnGradient Backward(IReadOnlyList<double[]> features, IReadOnlyList<double[]> outputSlopes, GradientTargets targets);

    /// <summary>The weights, and how many queries were asked, as one JSON document.</summary>
    string Save();

    /// <summary>Takes over a state that a network of the same shape saved.</summary>
    /// <exception cref="Circuits.CircuitException">The text is no such state, or of a network of another shape.</exception>
    void Load(string json);
}

/// <summary>Derivatives through a network.</summary>
/// <param name="Weights">By each weight, summed over the samples; empty where not asked for.</param>
/// <param name="Features">By each feature of each sample; empty where not asked for.</param>
public sealed record QnnGradient(double[] Weights, double[][] Features);

/// <summary>What a network saves.</summary>
/// <param name="QubitCount">Qubits of its circuit.</param>
/// <param name="FeatureCount">Features of its circuit.</param>
/// <param name="Observables">Its observables.</param>
/// <param name="OutputCount">Its outputs.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="NextQuery">The id of its next query, so that no random number is used twice.</param>
public sealed record QnnState(
    int QubitCount, int FeatureCount, string[] Observables, int OutputCount, double[] Weights, ulong NextQuery);
