using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>The options of a <see cref="ProcessorTraining"/>.</summary>
/// <param name="LearningRate">Step size of Adam (β₁ = 0.9, β₂ = 0.99, ε = 1e-8), above 0.</param>
/// <param name="BatchSize">Samples per step, drawn with replacement, at least 1; null for all samples in order.</param>
/// <param name="Seed">Keys the first weights, uniform in [0, 2π), and the batches.</param>
/// <remarks>The settings of Hwang et al. 2025, Quantum Sci. Technol. 10, 015059, whose step size is 0.05.</remarks>
public sealed record ProcessorTrainingSettings(double LearningRate = 0.05, int? BatchSize = 512, ulong Seed = 1)
{
    /// <summary>Samples per step; null for all.</summary>
    public int? BatchSize { get; } = BatchSize is null or >= 1
        ? BatchSize
        : throw new CircuitException($"a batch of {BatchSize} samples teaches nothing; give at least 1");

    internal Adam Optimiser => new(LearningRate, 0.9, 0.99);
}
