using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The operations of generated code on a lane value, which holds one number per query. Generated code is written once, over these; the
/// runtime compiles it for each width to the raw operators, so bits and speed are those of code written for that width.
/// </summary>
/// <typeparam name="TLane">A number, or a vector of numbers.</typeparam>
/// <remarks>
/// The methods are static and their operands raw vectors: of a structure around a vector the runtime keeps no more than some hundred in
/// registers per method.
/// </remarks>
public interface ILaneArithmetic<TLane>
    where TLane : unmanaged
{
    /// <summary>Queries per lane value.</summary>
    static abstract int Count { get; }

    /// <summary>Returns a number in every lane.</summary>
    static abstract TLane Of(double value);

    /// <summary>Loads one number of each query.</summary>
    /// <param name="first">The first query's first number.</param>
    /// <param name="index">Position within a query's numbers.</param>
    /// <param name="length">Numbers per query.</param>
    static abstract TLane Load(ref double first, int index, int length);

    /// <summary>Stores one number of each query.</summary>
    /// <param name="lane">The numbers.</param>
    /// <param name="first">The first query's first number.</param>
    /// <param name="index">Position within a query's numbers.</param>
    /// <param name="length">Numbers per query.</param>
    static abstract void Store(TLane lane, ref double first, int index, int length);

    /// <summary>Returns <c>-a</c>.</summary>
    static abstract TLane Neg(TLane a);

    /// <summary>Returns <c>a + b</c>.</summary>
    static abstract TLane Add(TLane a, TLane b);

    /// <summary>Returns <c>a - b</c>.</summary>
    static abstract TLane Sub(TLane a, TLane b);

    /// <summary>Returns <c>a·b</c>.</summary>
    static abstract TLane Mul(TLane a, TLane b);

    /// <summary>Returns <c>a·b + c</c>, rounded once.</summary>
    static abstract TLane Fma(TLane a, TLane b, TLane c);

    /// <summary>Returns <c>-a·b + c</c>, rounded once.</summary>
    static abstract TLane Fnma(TLane a, TLane b, TLane c);

    /// <summary>Returns <c>a·b - c</c>, rounded once.</summary>
    static abstract TLane Fms(TLane a, TLane b, TLane c);

    /// <summary>Returns sines and cosines of angles in radians.</summary>
    static abstract void SinCos(TLane angles, out TLane sin, out TLane cos);

    /// <summary>Returns the values of a function.</summary>
    /// <exception cref="CircuitException">An argument lies outside its domain.</exception>
    static abstract TLane Apply(AngleFunction function, TLane arguments);

    /// <summary>Returns integer powers.</summary>
    /// <exception cref="CircuitException">0 is raised to a negative power.</exception>
    static abstract TLane Power(TLane bases, int exponent);

    /// <summary>Returns the angles of the points (x, y), in radians.</summary>
    static abstract TLane Atan2(TLane y, TLane x);
}
