using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Some gates in one pass over the state.</summary>
/// <param name="Gates">The gates, as text for people.</param>
/// <param name="Bits">The bits of an amplitude's index that the gates act on, ascending; bit i of the body's index is the i-th.</param>
/// <param name="Before">Qubits of the state before; higher bits are of qubits that enter in |0⟩.</param>
/// <param name="FirstCoefficient">The first of its coefficients.</param>
/// <param name="CoefficientCount">Their number.</param>
/// <param name="Body">
/// Inputs: real and imaginary parts of the amplitudes of the qubits that are there, none in the first sweep; then the coefficients.
/// Outputs: the parts of all amplitudes.
/// </param>
/// <param name="Backward">
/// Inputs: the parts of all amplitudes after the gates, the same of the derivative by them, then the coefficients. Outputs: the parts
/// of the amplitudes before the gates, of the derivative by them, and this pass's share of the derivative by each coefficient.
/// </param>
public sealed record StateLoop(
    string Gates, EquatableArray<int> Bits, int Before, int FirstCoefficient, int CoefficientCount, Program Body, Program? Backward)
{
    /// <summary>Bits of qubits that were there.</summary>
    public int OldCount => Bits.Count(b => b < Before);

    /// <summary>Qubits of the state after the sweep.</summary>
    public int After => Before + Bits.Count - OldCount;

    /// <summary>Numbers that the body reads of the state: real and imaginary parts.</summary>
    public int InputCount => Before == 0 ? 0 : 2 << OldCount;

    /// <summary>Numbers that it writes.</summary>
    public int OutputCount => 2 << Bits.Count;

    /// <summary>Steps of a turn of its loop, and of that of the way back: at least the numbers that are stored.</summary>
    public int StepCount => Math.Max(Body.ArithmeticCount, OutputCount)
        + (Backward is null ? 0 : Math.Max(Backward.ArithmeticCount, 2 * InputCount));
}
