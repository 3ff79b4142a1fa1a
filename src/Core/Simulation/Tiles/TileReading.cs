using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Pauli strings with one X part as they act on the tiles of a state: from the ket's tile to the one that differs in some positions.
/// </summary>
internal sealed class TileReading
{
    private readonly int[] _strings;
    private readonly int[] _outsideZ;
    private readonly Complex[] _outsidePhases;
    private readonly PauliFamily _family;

    private TileReading(IGrouping<int, int> strings, PauliMask[] all, TileShape shape)
    {
        _strings = [.. strings];
        PauliMask[] own = Array.ConvertAll(_strings, s => all[s]);
        OutsideX = strings.Key & ~shape.Mask;
        _outsideZ = Array.ConvertAll(own, p => p.Z & ~shape.Mask);
        _outsidePhases = Array.ConvertAll(own, p => new PauliMask(p.X & ~shape.Mask, p.Z & ~shape.Mask).Phase);
        _family = PauliFamily.Of([.. own.Select(p => new PauliMask(shape.Inside(p.X), shape.Inside(p.Z)))], shape.Bits)[0];
    }

    /// <summary>Mask of the state's positions in which the tiles of bra and ket differ.</summary>
    public int OutsideX { get; }

    /// <summary>Groups strings by their X part.</summary>
    /// <param name="strings">The strings, by positions of the state.</param>
    /// <param name="shape">The tiles.</param>
    public static TileReading[] Of(PauliMask[] strings, TileShape shape) =>
        [.. Enumerable.Range(0, strings.Length).GroupBy(s => strings[s].X).Select(group => new TileReading(group, strings, shape))];

    /// <summary>Adds ⟨bra|P|ket⟩ over a tile for each string.</summary>
    /// <param name="bra">The bra's tile.</param>
    /// <param name="ket">The ket's tile.</param>
    /// <param name="first">First index of the ket's tile in the state.</param>
    /// <param name="scratch">Room as long as a tile.</param>
    /// <param name="gram">Receives a number per string.</param>
    /// <param name="stride">Distance of neighbouring strings' numbers.</param>
    public void AddBrackets(Amplitudes bra, Amplitudes ket, int first, FamilyScratch scratch, Span<Complex> gram, int stride)
    {
        Span<Complex> brackets = _strings.Length <= 64 ? stackalloc Complex[_strings.Length] : new Complex[_strings.Length];
        _family.Brackets(bra, ket, scratch, brackets);
        for (int m = 0; m < brackets.Length; m++)
        {
            gram[_strings[m] * stride] += Factor(m, first) * brackets[m];
        }
    }

    /// <summary>Adds <c>Σ conj(w_P)·P|ket⟩</c> over the strings to a tile.</summary>
    /// <param name="adjoint">The tile.</param>
    /// <param name="weights">A number per string.</param>
    /// <param name="stride">Distance of neighbouring strings' numbers.</param>
    /// <param name="ket">The ket's tile.</param>
    /// <param name="first">First index of the ket's tile in the state.</param>
    /// <param name="scratch">Room as long as a tile.</param>
    public void AddAdjoint(Amplitudes adjoint, ReadOnlySpan<Complex> weights, int stride, Amplitudes ket, int first, FamilyScratch scratch)
    {
        Span<Complex> factors = _strings.Length <= 64 ? stackalloc Complex[_strings.Length] : new Complex[_strings.Length];
        for (int m = 0; m < factors.Length; m++)
        {
            factors[m] = Complex.Conjugate(weights[_strings[m] * stride]) * Factor(m, first);
        }

        _family.AddTo(adjoint, factors, ket, scratch);
    }

    // What the positions outside the tile contribute.
    private Complex Factor(int member, int first) =>
        int.IsOddInteger(int.PopCount(first & _outsideZ[member])) ? -_outsidePhases[member] : _outsidePhases[member];
}
