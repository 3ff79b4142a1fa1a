using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>Pauli strings with the same X part: their brackets, and the adjoints of their weighted sums, are taken together.</summary>
internal sealed class PauliFamily
{
    private readonly int _x;
    private readonly bool _isTransformed;

    private PauliFamily(int x, int[] members, PauliMask[] strings, int qubitCount)
    {
        _x = x;
        Members = members;
        Strings = strings;

        // A transform of 2^n numbers costs about as much as brackets of n/4 + 2 strings: 1.5 to 4 measured at 6 to 10 qubits, 5 at 18.
        _isTransformed = 4 * members.Length > qubitCount + 8;
    }

    /// <summary>The strings' indices among all.</summary>
    public int[] Members { get; }

    /// <summary>The strings.</summary>
    public PauliMask[] Strings { get; }

    /// <summary>Groups strings by their X part, in order of first appearance.</summary>
    public static PauliFamily[] Of(IReadOnlyList<PauliMask> strings, int qubitCount) =>
    [
        .. Enumerable.Range(0, strings.Count).GroupBy(s => strings[s].X).Select(
            group => new PauliFamily(group.Key, [.. group], [.. group.Select(s => strings[s])], qubitCount)),
    ];

    /// <summary>Computes ⟨bra|P|ket⟩ for each string.</summary>
    /// <param name="scratch">Room as long as a state.</param>
    /// <param name="brackets">Receives one number per member.</param>
    public void Brackets(Amplitudes bra, Amplitudes ket, FamilyScratch scratch, Span<Complex> brackets)
    {
        Amplitudes products = _isTransformed ? scratch.Of(ket.Re.Length) : default;
        if (_isTransformed)
        {
            WalshKernel.Product(bra.Re, bra.Im, ket.Re, ket.Im, _x, products.Re, products.Im);
            WalshKernel.Transform(products.Re);
            WalshKernel.Transform(products.Im);
        }

        for (int m = 0; m < Strings.Length; m++)
        {
            int z = Strings[m].Z;
            brackets[m] = _isTransformed
                ? Strings[m].Phase * new Complex(products.Re[z], products.Im[z])
                : PauliKernel.Bracket(bra.Re, bra.Im, ket.Re, ket.Im, Strings[m]);
        }
    }

    /// <summary>Adds <c>Σ_P c_P·P|ket⟩</c>.</summary>
    /// <param name="factors">One number per member.</param>
    public void AddTo(Amplitudes adjoint, ReadOnlySpan<Complex> factors, Amplitudes ket, FamilyScratch scratch)
    {
        if (factors.IndexOfAnyExcept(Complex.Zero) < 0)
        {
            return;
        }

        if (!_isTransformed)
        {
            for (int m = 0; m < Strings.Length; m++)
            {
                if (factors[m] != 0)
                {
                    PauliKernel.Add(adjoint.Re, adjoint.Im, factors[m], Strings[m], ket.Re, ket.Im);
                }
            }

            return;
        }

        Amplitudes weights = scratch.Of(ket.Re.Length);
        weights.Clear();
        for (int m = 0; m < Strings.Length; m++)
        {
            Complex factor = factors[m] * Strings[m].Phase;
            weights.Re[Strings[m].Z] += factor.Real;
            weights.Im[Strings[m].Z] += factor.Imaginary;
        }

        WalshKernel.Transform(weights.Re);
        WalshKernel.Transform(weights.Im);
        WalshKernel.AddProduct(adjoint.Re, adjoint.Im, weights.Re, weights.Im, _x, ket.Re, ket.Im);
    }
}
