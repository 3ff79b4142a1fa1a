using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// One circuit that a device runs, with what is read from its shots. Every reading of a shot is a sign: the parity of some of the
/// variant's <see cref="Rank"/> independent signs. Its mean is a moment, and products of readings are moments too.
/// </summary>
/// <param name="Index">The variant's number in its fragment.</param>
/// <param name="FirstMoment">Where its 2^rank - 1 moments begin: that of the parity with bit mask t is at FirstMoment + t - 1.</param>
/// <param name="Rank">Independent signs per shot; at least 1.</param>
/// <param name="Readings">What is read, ascending.</param>
public sealed record MeasuredVariant(int Index, int FirstMoment, int Rank, Reading[] Readings)
{
    /// <summary>Number of moments, the constant one left out.</summary>
    public int MomentCount => (1 << Rank) - 1;

    /// <summary>The operation at each leg of the fragment, as an index into its basis.</summary>
    public IReadOnlyList<int> Operations { get; init; } = [];

    /// <summary>The Pauli that is measured at the end of each qubit of the fragment; I where none is.</summary>
    public PauliString Basis { get; init; } = null!;

    /// <summary>Its number among the fragment's subexperiments: no other variant gives its first reading.</summary>
    public ulong Subexperiment => (ulong)Readings[0].Index;
}
