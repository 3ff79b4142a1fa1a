namespace CutAwareQnn.Learning;

/// <summary>A classical layer after the circuit: <c>z = W f + b</c> for the observables' values f.</summary>
/// <param name="InputCount">Number of observables.</param>
/// <param name="OutputCount">Number of outputs.</param>
/// <remarks>Its weights are W row by row, one row per output, then b.</remarks>
public sealed record LinearLayer(int InputCount, int OutputCount)
{
    /// <summary>Number of weights.</summary>
    public int WeightCount => OutputCount * (InputCount + 1);

    /// <summary>Computes the outputs.</summary>
    /// <param name="weights">The layer's weights.</param>
    /// <param name="inputs">The observables' values.</param>
    public double[] Apply(ReadOnlySpan<double> weights, ReadOnlySpan<double> inputs)
    {
        double[] outputs = weights.Slice(OutputCount * InputCount, OutputCount).ToArray();
        for (int o = 0; o < OutputCount; o++)
        {
            for (int i = 0; i < InputCount; i++)
            {
                outputs[o] += weights[(o * InputCount) + i] * inputs[i];
            }
        }

        return outputs;
    }

    /// <summary>Computes the derivatives by the inputs: Wᵀ times the derivatives by the outputs.</summary>
    public double[] Backward(ReadOnlySpan<double> weights, ReadOnlySpan<double> outputSlopes)
    {
        double[] slopes = new double[InputCount];
        for (int o = 0; o < OutputCount; o++)
        {
            for (int i = 0; i < InputCount; i++)
            {
                slopes[i] += weights[(o * InputCount) + i] * outputSlopes[o];
            }
        }

        return slopes;
    }

    /// <summary>Adds the derivatives by the layer's weights.</summary>
    public void AddGradient(ReadOnlySpan<double> inputs, ReadOnlySpan<double> outputSlopes, Span<double> gradient)
    {
        for (int o = 0; o < OutputCount; o++)
        {
            for (int i = 0; i < InputCount; i++)
            {
                gradient[(o * InputCount) + i] += outputSlopes[o] * inputs[i];
            }

            gradient[(OutputCount * InputCount) + o] += outputSlopes[o];
        }
    }
}
