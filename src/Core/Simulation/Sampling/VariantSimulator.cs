using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>Exact means of physical variants, simulated one by one as devices run them: slow, and free of the tensor's algebra.</summary>
public static class VariantSimulator
{
    /// <summary>Computes the mean of (product of the signs measured at the cuts) × (observable).</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="operations">For each leg the index of one of its basis's operations.</param>
    /// <param name="observable">Index of one of the fragment's observables.</param>
    /// <param name="slotAngles">Bound slots in radians.</param>
    /// <returns>A mean in [-1, 1].</returns>
    /// <exception cref="CutException">
    /// There is not one operation per leg, or a leg or the fragment has no such operation or observable.
    /// </exception>
    /// <exception cref="CircuitException">The slots are not finite or their count is wrong.</exception>
    public static double Expectation(Fragment fragment, IReadOnlyList<int> operations, int observable, ReadOnlySpan<double> slotAngles)
    {
        if (observable < 0 || observable >= fragment.Observables.Count)
        {
            throw new CutException(
                $"fragment {fragment.Index} has no observable {observable}; use 0 to {fragment.Observables.Count - 1}");
        }

        VariantCircuit variant = VariantCircuit.Build(fragment, operations);
        return CircuitSimulator.Expectation(
            variant.Circuit, [], slotAngles, variant.Observe(fragment.Observables[observable]), variant.SignBits);
    }
}
