using System.Buffers;
using System.Runtime.CompilerServices;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Scratch of generated code that sweeps a state: numbers from the shared pool, beginning at an address that a vector's is a multiple
/// of where the runtime does not move them, as it does not move long arrays. What they hold at first is undefined.
/// </summary>
public readonly ref struct LaneScratch : IDisposable
{
    private const int VectorBytes = 64;
    private const int NumberBytes = sizeof(double);

    private readonly double[] _rented;
    private readonly int _first;

    /// <summary>Rents numbers.</summary>
    /// <param name="count">How many, at least 1.</param>
    public LaneScratch(int count)
    {
        _rented = ArrayPool<double>.Shared.Rent(count + (VectorBytes / NumberBytes));
        nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<double>(), ref _rented[0]);
        _first = (int)(-address & (VectorBytes - 1)) / NumberBytes;
    }

    /// <summary>The first number.</summary>
    public ref double First => ref _rented[_first];

    /// <summary>Gives the numbers back.</summary>
    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);
}
