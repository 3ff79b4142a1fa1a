namespace CutAwareQnn.Simulation;

/// <summary>
/// Eight neighbouring amplitude parts at a time: an index is 8·group + lane, so the bits 0 to 2 of an index ("low") are inside a vector and
/// all others ("high") select vectors. Kernels are generic over this interface; eight lanes are eight lanes at every hardware width, so
/// every implementation adds in the same order and gives the same bits.
/// </summary>
/// <typeparam name="TSelf">The implementation.</typeparam>
internal interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Reads eight numbers.</summary>
    static abstract TSelf Load(ref double origin, nint index);

    /// <summary>Writes eight numbers.</summary>
    static abstract void Store(TSelf lanes, ref double origin, nint index);

    /// <summary>Returns the same number in every lane.</summary>
    static abstract TSelf Broadcast(double value);

    /// <summary>Returns a + b.</summary>
    static abstract TSelf Add(TSelf a, TSelf b);

    /// <summary>Returns a - b.</summary>
    static abstract TSelf Subtract(TSelf a, TSelf b);

    /// <summary>Returns a·b.</summary>
    static abstract TSelf Multiply(TSelf a, TSelf b);

    /// <summary>Returns a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Returns c - a·b, rounded once.</summary>
    static abstract TSelf NegatedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Flips the sign of the lanes in which <paramref name="signs"/> is -0.0; it is 0.0 in the others.</summary>
    static abstract TSelf FlipSigns(TSelf a, TSelf signs);

    /// <summary>Returns the vector whose lane j is lane <c>pattern[j]</c> of the given one.</summary>
    /// <param name="a">The lanes.</param>
    /// <param name="pattern">Integers from 0 to 7 as bits (<see cref="LanePattern"/>).</param>
    static abstract TSelf Permute(TSelf a, TSelf pattern);

    /// <summary>
    /// Selects the lanes of <paramref name="a"/> where all bits of <paramref name="mask"/> are 1, of <paramref name="b"/> where all are 0.
    /// </summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);
}
