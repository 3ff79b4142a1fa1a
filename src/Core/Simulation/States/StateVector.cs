using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The amplitudes of n qubits in double precision, real and imaginary parts apart; qubit 0 is the index's least significant bit. It
/// need not be normalised: what a measurement leaves keeps its probability as squared norm.
/// </summary>
/// <example>
/// <code>
/// var state = new StateVector(2);
/// state.Apply(Gates.H, [], 0);
/// state.Apply(Gates.CX, [], 0, 1);
/// Console.WriteLine($"{state.Expectation(PauliString.Parse("XX")):F3}");    // 1.000
/// Console.WriteLine($"{state.Real[3]:F6}");    // 0.707107
/// </code>
/// </example>
public sealed class StateVector
{
    /// <summary>The largest number of qubits: 2^28 amplitudes are 4 GiB.</summary>
    public const int MaxQubits = 28;

    private readonly double[] _re;
    private readonly double[] _im;

    /// <summary>The state |0…0⟩.</summary>
    /// <param name="qubitCount">From 1 to <see cref="MaxQubits"/>.</param>
    /// <exception cref="CircuitException">The number of qubits is outside that range.</exception>
    public StateVector(int qubitCount)
    {
        if (qubitCount is < 1 or > MaxQubits)
        {
            throw new CircuitException(
                $"a state vector of {Counted.Of(qubitCount, "qubit")} is requested; "
                + $"the simulator holds 1 to {MaxQubits} qubits (4 GiB), so cut the circuit");
        }

        QubitCount = qubitCount;
        Length = 1 << qubitCount;

        // Kernels always see whole vectors.
        _re = new double[Lanes.PaddedLength(qubitCount)];
        _im = new double[_re.Length];
        _re[0] = 1;
    }

    private StateVector(StateVector other)
    {
        QubitCount = other.QubitCount;
        Length = other.Length;
        _re = [.. other._re];
        _im = [.. other._im];
    }

    /// <summary>Number of qubits.</summary>
    public int QubitCount { get; }

    /// <summary>Number of amplitudes.</summary>
    public int Length { get; }

    /// <summary>Real parts, by index.</summary>
    public ReadOnlySpan<double> Real => _re.AsSpan(0, Length);

    /// <summary>Imaginary parts, by index.</summary>
    public ReadOnlySpan<double> Imaginary => _im.AsSpan(0, Length);

    /// <summary>One amplitude.</summary>
    public Complex this[int index] => new(Real[index], Imaginary[index]);

    /// <summary>⟨state|state⟩.</summary>
    public double SquaredNorm => Expectation(default(PauliMask));

    /// <summary>Computes ⟨bra|ket⟩.</summary>
    /// <exception cref="CircuitException">The numbers of qubits differ.</exception>
    public static Complex Inner(StateVector bra, StateVector ket) => Bracket(bra, default(PauliMask), ket);

    /// <summary>Computes ⟨bra|P|ket⟩; P|ket⟩ is not built.</summary>
    /// <exception cref="CircuitException">The numbers of qubits differ.</exception>
    public static Complex Bracket(StateVector bra, PauliString pauli, StateVector ket) => Bracket(bra, ket.Mask(pauli), ket);

    /// <summary>Returns a copy.</summary>
    public StateVector Clone() => new(this);

    /// <summary>Resets the state to |0…0⟩.</summary>
    public void Reset()
    {
        Clear();
        _re[0] = 1;
    }

    /// <summary>Takes the amplitudes of another state of the same size.</summary>
    /// <exception cref="CircuitException">The numbers of qubits differ.</exception>
    public void CopyFrom(StateVector other)
    {
        Require(other);
        other._re.CopyTo(_re, 0);
        other._im.CopyTo(_im, 0);
    }

    /// <summary>Applies a gate.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="angles">Its angles in radians.</param>
    /// <param name="qubits">Its qubits, distinct and inside the state, in the order of its arguments.</param>
    /// <exception cref="CircuitException">The numbers of angles or qubits do not fit, or a qubit is repeated or outside.</exception>
    public void Apply(Gate gate, IReadOnlyList<double> angles, params int[] qubits)
    {
        if (qubits.Length != gate.QubitCount || qubits.Distinct().Count() < qubits.Length)
        {
            throw new CircuitException(
                $"gate {gate} was given qubits {string.Join(",", qubits)} but takes {gate.QubitCount} distinct ones");
        }

        Array.ForEach(qubits, RequireQubit);
        Apply(GateOperation.Of(gate, [.. angles], qubits));
    }

    /// <summary>Applies any matrix, unitary or not, to at most five qubits.</summary>
    /// <param name="matrix">2^k × 2^k; bit i of an index is qubit i of <paramref name="qubits"/>.</param>
    /// <param name="qubits">k distinct qubits.</param>
    /// <exception cref="CircuitException">The dimension does not fit the number of qubits, or a qubit is repeated or outside.</exception>
    public void Apply(ComplexMatrix matrix, params int[] qubits)
    {
        if (qubits.Distinct().Count() < qubits.Length || matrix.Dimension != 1 << Math.Min(qubits.Length, 30))
        {
            throw new CircuitException(
                $"a matrix of dimension {matrix.Dimension} was given qubits {string.Join(",", qubits)}; give log2 of it, all distinct");
        }

        Array.ForEach(qubits, RequireQubit);
        Apply(GateOperation.Of([.. qubits], matrix));
    }

    /// <summary>Applies a Pauli string.</summary>
    /// <exception cref="CircuitException">The string has another number of qubits.</exception>
    public void Apply(PauliString pauli) => PauliKernel.Apply(_re, _im, Mask(pauli));

    /// <summary>Applies a Pauli operator to one qubit.</summary>
    public void Apply(Pauli pauli, int qubit)
    {
        RequireQubit(qubit);
        PauliKernel.Apply(_re, _im, default(PauliMask).With(qubit, pauli));
    }

    /// <summary>Projects a qubit onto |0⟩ or |1⟩ without normalising: what a measurement with this outcome leaves.</summary>
    public void Project(int qubit, int outcome)
    {
        RequireQubit(qubit);
        OneQubitOperation.Apply(_re, _im, qubit, outcome == 0 ? [1, 0, 0, 0] : [0, 0, 0, 1]);
    }

    /// <summary>Applies |0⟩⟨1|: what resetting a qubit does where it was found in |1⟩.</summary>
    public void Lower(int qubit)
    {
        RequireQubit(qubit);
        OneQubitOperation.Apply(_re, _im, qubit, [0, 1, 0, 0]);
    }

    /// <summary>Computes ⟨state|P|state⟩.</summary>
    /// <exception cref="CircuitException">The string has another number of qubits.</exception>
    public double Expectation(PauliString pauli) => Expectation(Mask(pauli));

    /// <summary>Computes ⟨state|O|state⟩, summed in the order of the terms.</summary>
    /// <exception cref="CircuitException">The observable has another number of qubits.</exception>
    public double Expectation(PauliSum observable)
    {
        double sum = 0;
        foreach (PauliTerm term in observable.Terms)
        {
            sum = Math.FusedMultiplyAdd(term.Coefficient, Expectation(term.String), sum);
        }

        return sum;
    }

    /// <summary>Returns the amplitudes, by index.</summary>
    public Complex[] ToArray() => [.. Enumerable.Range(0, Length).Select(i => this[i])];

    internal void Apply(GateOperation operation) => operation.Apply(_re, _im);

    internal void Undo(GateOperation operation) => operation.Undo(_re, _im);

    internal double Expectation(PauliMask pauli) => PauliKernel.Bracket(_re, _im, _re, _im, pauli).Real;

    internal static Complex Bracket(StateVector bra, PauliMask pauli, StateVector ket)
    {
        bra.Require(ket);
        return PauliKernel.Bracket(bra._re, bra._im, ket._re, ket._im, pauli);
    }

    /// <summary>Sets all amplitudes to 0.</summary>
    internal void Clear()
    {
        Array.Clear(_re);
        Array.Clear(_im);
    }

    /// <summary>Multiplies all amplitudes.</summary>
    internal void Scale(Complex factor) => OneQubitOperation.Apply(_re, _im, 0, [factor, 0, 0, factor]);

    /// <summary>Adds c·P|ket⟩.</summary>
    internal void Add(Complex c, PauliMask pauli, StateVector ket) => PauliKernel.Add(_re, _im, c, pauli, ket._re, ket._im);

    /// <summary>The amplitudes with their padding, for kernels.</summary>
    internal Amplitudes Padded => new(_re, _im);

    /// <summary>Raises a qubit, the adjoint of <see cref="Lower"/>.</summary>
    internal void Raise(int qubit) => OneQubitOperation.Apply(_re, _im, qubit, [0, 0, 1, 0]);

    /// <summary>Adds the transition matrix of two states on the qubits of a layout, as <see cref="TransitionKernel"/> gives it.</summary>
    internal static void AddTransition(StateVector bra, StateVector ket, MatrixLayout layout, Span<Complex> result) =>
        TransitionKernel.Add(bra._re, bra._im, ket._re, ket._im, bra._re.Length, layout, result);

    internal PauliMask Mask(PauliString pauli) => pauli.QubitCount == QubitCount
        ? PauliMask.Of(pauli)
        : throw new CircuitException(
            $"Pauli string {pauli} has {Counted.Of(pauli.QubitCount, "letter")} but the state has {Counted.Of(QubitCount, "qubit")}; give "
            + "one letter per qubit");

    private void Require(StateVector other)
    {
        if (other.QubitCount != QubitCount)
        {
            throw new CircuitException(
                $"states of {QubitCount} and {other.QubitCount} qubits were combined; give states of one size");
        }
    }

    private void RequireQubit(int qubit)
    {
        if (qubit < 0 || qubit >= QubitCount)
        {
            throw new CircuitException($"qubit {qubit} is outside a state of {Counted.Of(QubitCount, "qubit")}; use 0 to {QubitCount - 1}");
        }
    }
}
