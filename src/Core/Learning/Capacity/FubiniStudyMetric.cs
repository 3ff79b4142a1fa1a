using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// The Fubini–Study metric of a circuit's states by its weights, <c>g_ij = Re(⟨∂_iψ|∂_jψ⟩ - ⟨∂_iψ|ψ⟩⟨ψ|∂_jψ⟩)</c>, from exact states,
/// and its block-diagonal part. The metric is a quarter of the quantum Fisher information.
/// </summary>
/// <remarks>
/// A block has the weights of one layer, whose gates fit in one column without another weight's gate between them on their qubits. A
/// weight that occurs in several layers joins their blocks. Cost: weights × gates × 2^n, with one state per weight in memory.
/// Stokes et al. 2020, arXiv:1909.02108.
/// </remarks>
public sealed class FubiniStudyMetric
{
    /// <summary>The largest number of qubits; beyond it the states of all derivatives take too long.</summary>
    public const int MaxQubits = 16;

    private readonly Circuit _circuit;
    private readonly DerivativeStates _states;
    private readonly int[] _blockOf;

    /// <summary>Prepares the metric of a circuit.</summary>
    /// <exception cref="CircuitException">
    /// The circuit is too wide, or has no pure state because it measures, resets or has conditions.
    /// </exception>
    public FubiniStudyMetric(Circuit circuit)
    {
        if (circuit.QubitCount > MaxQubits)
        {
            throw new CircuitException(
                $"the metric of a circuit of {Counted.Of(circuit.QubitCount, "qubit")} was requested but exact states are limited to "
                + $"{MaxQubits}; use another optimiser");
        }

        if (circuit.IsDynamic)
        {
            throw new CircuitException("a circuit with measurements, resets or conditions has no pure state; use another optimiser");
        }

        _circuit = circuit;
        _states = new(circuit);
        _blockOf = Blocks();
    }

    /// <summary>The index of the block of each weight.</summary>
    public IReadOnlyList<int> BlockOf => _blockOf;

    /// <summary>Computes the whole metric at one sample.</summary>
    /// <param name="features">The feature vector.</param>
    /// <param name="weights">The weight vector of the circuit, without a linear layer's.</param>
    /// <returns>[weight, weight], per radian squared; symmetric and positive semidefinite to rounding.</returns>
    public double[,] Whole(double[] features, double[] weights) => Metric(features, weights, (_, _) => true);

    /// <summary>Computes the block-diagonal part at one sample; entries outside the blocks are 0.</summary>
    public double[,] BlockDiagonal(double[] features, double[] weights) =>
        Metric(features, weights, (i, j) => _blockOf[i] == _blockOf[j]);

    /// <summary>Computes the mean of the block-diagonal part over samples.</summary>
    public double[,] Mean(IReadOnlyList<LabelledSample> samples, double[] weights)
    {
        double[,] mean = new double[_circuit.WeightCount, _circuit.WeightCount];
        foreach (LabelledSample sample in samples)
        {
            double[,] own = BlockDiagonal(sample.Features, weights);
            for (int i = 0; i < _circuit.WeightCount; i++)
            {
                for (int j = 0; j < _circuit.WeightCount; j++)
                {
                    mean[i, j] += own[i, j] / samples.Count;
                }
            }
        }

        return mean;
    }

    private double[,] Metric(double[] features, double[] weights, Func<int, int, bool> isWanted)
    {
        (StateVector state, StateVector[] derivatives) = _states.At(features, weights);
        Complex[] overlaps = [.. derivatives.Select(d => StateVector.Inner(d, state))];
        double[,] metric = new double[derivatives.Length, derivatives.Length];
        for (int i = 0; i < derivatives.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                if (isWanted(i, j))
                {
                    Complex product = StateVector.Inner(derivatives[i], derivatives[j]);
                    metric[i, j] = metric[j, i] = (product - (overlaps[i] * Complex.Conjugate(overlaps[j]))).Real;
                }
            }
        }

        return metric;
    }

    private int[] Blocks()
    {
        int[] layers = new int[_circuit.QubitCount];
        int[] blockOf = [.. Enumerable.Repeat(-1, _circuit.WeightCount)];
        var joined = new List<int>();
        foreach (GateInstruction gate in _circuit.Gates)
        {
            int layer = gate.Targets.Max(q => layers[q]);
            Symbol[] symbols = [.. gate.Angles.SelectMany(a => a.Symbols).Where(s => s.Kind == SymbolKind.Weight)];
            while (joined.Count <= layer)
            {
                joined.Add(joined.Count);
            }

            foreach (Symbol symbol in symbols)
            {
                blockOf[symbol.Index] = blockOf[symbol.Index] < 0 ? layer : Join(joined, blockOf[symbol.Index], layer);
            }

            foreach (int qubit in gate.Targets)
            {
                layers[qubit] = symbols.Length > 0 ? layer + 1 : layer;
            }
        }

        // A weight without a gate has a zero row in any block; it gets a block of its own.
        return [.. blockOf.Select(b => b < 0 ? -1 : joined[b])];
    }

    private static int Join(List<int> joined, int a, int b)
    {
        (int from, int to) = (Math.Max(joined[a], joined[b]), Math.Min(joined[a], joined[b]));
        for (int i = 0; i < joined.Count; i++)
        {
            joined[i] = joined[i] == from ? to : joined[i];
        }

        return a;
    }
}
