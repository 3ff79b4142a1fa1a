using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Evaluates the exact tensor of one fragment for many queries at once, and takes derivatives backwards through it. Stateless between
/// calls and safe to share between threads.
/// </summary>
public abstract class FragmentSimulator
{
    private readonly Lazy<FragmentSimulator> _gateByGate;

    /// <summary>Creates a simulator of a fragment.</summary>
    protected FragmentSimulator(Fragment fragment)
    {
        Fragment = fragment;
        _gateByGate = new(() => new StateVectorFragmentSimulator(fragment));
        TensorLength = fragment.Observables.Count * fragment.TensorSize;
    }

    /// <summary>The same fragment's state vectors, gate by gate; made when first needed.</summary>
    public virtual FragmentSimulator GateByGate => _gateByGate.Value;

    /// <summary>The fragment.</summary>
    public Fragment Fragment { get; }

    /// <summary>Entries a query: observables × tensor size.</summary>
    public int TensorLength { get; }

    /// <summary>Floating point operations per query, estimated.</summary>
    public virtual double OperationCount =>
        (double)Fragment.KetCount * (Fragment.Circuit.Instructions.Count + (Fragment.KetCount * Fragment.Observables.Count))
        * 8 * (1L << Fragment.QubitCount);

    /// <summary>Evaluates the fragment's tensors.</summary>
    /// <param name="angles">Bound slots in radians, [query][slot].</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="tensors">
    /// Receives [query][observable][entry], the last leg fastest; entries as <see cref="LegBasis"/> names them.
    /// </param>
    public abstract void Evaluate(ReadOnlySpan<double> angles, int count, Span<double> tensors);

    /// <summary>Computes the derivative of <c>Σ environment·tensor</c> by every slot, in one backward pass.</summary>
    /// <param name="angles">Bound slots in radians, [query][slot].</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="environments">The weights of the tensor's entries, [query][observable][entry].</param>
    /// <param name="gradients">Receives [query][slot], per radian.</param>
    /// <remarks>Jones and Gacon, arXiv:2009.02823.</remarks>
    public abstract void Backward(
        ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients);
}
