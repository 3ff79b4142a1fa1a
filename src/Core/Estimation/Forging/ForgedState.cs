using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;
using MathNet.Numerics.LinearAlgebra;

namespace CutAwareQnn.Estimation;

/// <summary>
/// A state of two halves of n qubits, <c>Σ_k λ_k |u_k⟩|v_k⟩</c>, whose expectation values come from kets of one half: K times as many
/// qubits' worth of state for K² circuits. The low half is qubits 0 to n - 1.
/// </summary>
/// <remarks>
/// <c>⟨P_A ⊗ P_B⟩ = Σ_kl λ_k λ_l A_kl B_kl</c> with <c>A_kl = ⟨u_k|P_A|u_l⟩</c>, <c>B_kl = ⟨v_k|P_B|v_l⟩</c>. Eddins et al. 2022, PRX
/// Quantum 3, 010309, without its limits to real circuits and equal halves.
/// </remarks>
public sealed class ForgedState
{
    private const double Rounding = 1e-9;

    private readonly Complex[][] _low;
    private readonly Complex[][] _high;
    private readonly double[] _weights;

    private ForgedState(Complex[][] low, Complex[][] high, double[] weights)
    {
        (_low, _high, _weights) = (low, high, weights);
        Phases = new double[weights.Length];
    }

    /// <summary>Number of kets per half.</summary>
    public int TermCount => _weights.Length;

    /// <summary>Number of qubits of both halves.</summary>
    public int QubitCount => BitOperations.Log2((uint)_low[0].Length) + BitOperations.Log2((uint)_high[0].Length);

    /// <summary>The weights λ, with squares that add to 1.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>
    /// Σ of the magnitudes of the coefficients where real circuits are sampled, <c>(Σ|λ|)²</c>; the overhead is its square.
    /// </summary>
    public double RealNorm => _weights.Sum(Math.Abs) * _weights.Sum(Math.Abs);

    /// <summary>Σ of the magnitudes of the coefficients where complex circuits are sampled, <c>2 (Σ|λ|)² - 1</c>.</summary>
    public double ComplexNorm => (2 * RealNorm) - 1;

    /// <summary>Makes a state from the halves' circuits on bit strings.</summary>
    /// <param name="low">The low half's circuit, without measurements or symbols.</param>
    /// <param name="high">The high half's circuit.</param>
    /// <param name="strings">
    /// One pair of bit strings per term, the low half's first, distinct per half; the rightmost character is qubit 0.
    /// </param>
    /// <param name="weights">One weight per term, of either sign; their squares are scaled to add to 1.</param>
    /// <exception cref="CircuitException">
    /// The counts differ, a string does not fit its half or occurs twice, or all weights are 0.
    /// </exception>
    public static ForgedState Of(
        Circuit low, Circuit high, IReadOnlyList<(string Low, string High)> strings, IReadOnlyList<double> weights)
    {
        Check(strings);
        return new(
            [.. strings.Select(s => Ket(low, s.Low))], [.. strings.Select(s => Ket(high, s.High))], Normalised(weights, strings.Count));
    }

    /// <summary>Makes a state of the largest terms of a state's Schmidt form.</summary>
    /// <param name="amplitudes">2^2n real amplitudes of the state; qubit 0 is the least significant bit of the index.</param>
    /// <param name="termCount">Number of terms, 1 to 2^n.</param>
    /// <exception cref="CircuitException">There are no two equal halves, or another number of terms is requested.</exception>
    public static ForgedState OfSchmidt(IReadOnlyList<double> amplitudes, int termCount)
    {
        int qubitCount = BitOperations.Log2((uint)amplitudes.Count);
        int half = 1 << (qubitCount / 2);
        if (half * half != amplitudes.Count || termCount < 1 || termCount > half)
        {
            throw new CircuitException(
                $"a forged state of {Counted.Of(termCount, "term")} was requested of {Counted.Of(amplitudes.Count, "amplitude")}; give "
                + "2^2n amplitudes and 1 to 2^n terms");
        }

        MathNet.Numerics.LinearAlgebra.Factorization.Svd<double> parts =
            Matrix<double>.Build.Dense(half, half, (low, high) => amplitudes[(high * half) + low]).Svd();
        return new(
            [.. Enumerable.Range(0, termCount).Select(k => parts.U.Column(k).Select(x => new Complex(x, 0)).ToArray())],
            [.. Enumerable.Range(0, termCount).Select(k => parts.VT.Row(k).Select(x => new Complex(x, 0)).ToArray())],
            Normalised([.. parts.S.Take(termCount)], termCount));
    }

    /// <summary>Computes the expectation value of an observable on both halves.</summary>
    /// <param name="observable">One letter per qubit of both halves; the rightmost is qubit 0.</param>
    /// <exception cref="CircuitException">The observable has another number of letters.</exception>
    public double Expectation(PauliSum observable)
    {
        Complex[,] matrix = Matrix(observable);
        double value = 0;
        for (int k = 0; k < TermCount; k++)
        {
            for (int l = 0; l < TermCount; l++)
            {
                value += _weights[k] * _weights[l] * matrix[k, l].Real;
            }
        }

        return value;
    }

    /// <summary>
    /// Returns the lowest expectation value over all weights, complex ones included: the lowest eigenvalue of <c>Σ_P w_P A_kl B_kl</c>.
    /// </summary>
    /// <param name="observable">One letter per qubit of both halves.</param>
    /// <exception cref="CircuitException">The observable has another number of letters.</exception>
    public double LowestExpectation(PauliSum observable) => Lowest(Matrix(observable)).Value;

    /// <summary>
    /// Returns the state of the same kets whose weights give the lowest expectation value; see <see cref="LowestExpectation"/>.
    /// </summary>
    /// <param name="observable">One letter per qubit of both halves.</param>
    /// <exception cref="CircuitException">The observable has another number of letters.</exception>
    public ForgedState WithBestWeights(PauliSum observable) => WithWeights(Lowest(Matrix(observable)).Vector);

    /// <summary>The phases of the weights in radians, in (-π, π]; those of the high half's kets.</summary>
    public IReadOnlyList<double> Phases { get; private init; }

    /// <summary>
    /// Returns the circuit that prepares <c>(|a⟩ + i^p |b⟩)/√2</c>, from whose expectation values on one half the products off the diagonal
    /// follow:
    /// <c>4 Re(A_kl B_kl) = (α₀ - α₂)(β₀ - β₂) - (α₁ - α₃)(β₁ - β₃)</c>.
    /// </summary>
    /// <param name="a">A bit string; the rightmost character is qubit 0.</param>
    /// <param name="b">Another one of the same length.</param>
    /// <param name="p">The phase in quarter turns, 0 to 3.</param>
    /// <exception cref="CircuitException">The strings are equal or of different length, or p is outside its range.</exception>
    public static Circuit Superposition(string a, string b, int p)
    {
        if (a.Length != b.Length || a == b || p is < 0 or > 3)
        {
            throw new CircuitException(
                $"a superposition of \"{a}\" and \"{b}\" with phase {p} was requested; give distinct strings of one length and a "
                + "phase of 0 to 3");
        }

        var circuit = new CircuitBuilder(a.Length);
        int first = Enumerable.Range(0, a.Length).First(q => Bit(a, q) != Bit(b, q));
        circuit.Add(Gates.H, first);
        for (int turn = 0; turn < p; turn++)
        {
            circuit.Add(Gates.S, first);
        }

        foreach (int qubit in Enumerable.Range(0, a.Length).Where(q => q != first && Bit(a, q) != Bit(b, q)))
        {
            circuit.Add(Gates.CX, first, qubit);
        }

        foreach (int qubit in Enumerable.Range(0, a.Length).Where(q => Bit(a, q)))
        {
            circuit.Add(Gates.X, qubit);
        }

        return circuit.Build();
    }

    private static bool Bit(string text, int qubit) => text[text.Length - 1 - qubit] == '1';

    private static Complex[] Ket(Circuit half, string bits) => CircuitSimulator.FinalState(Prepared(half, bits), [], []).ToArray();

    /// <summary>Returns the circuit that prepares a bit string and goes on with a half's circuit.</summary>
    internal static Circuit Prepared(Circuit half, string bits)
    {
        if (bits.Length != half.QubitCount || bits.Any(c => c is not ('0' or '1')))
        {
            throw new CircuitException(
                $"bit string {QuotedText.Of(bits)} does not fit a half of {Counted.Of(half.QubitCount, "qubit")}; give one 0 or 1 per "
                + "qubit");
        }

        var prepared = new CircuitBuilder(half.QubitCount);
        foreach (int qubit in Enumerable.Range(0, bits.Length).Where(q => Bit(bits, q)))
        {
            prepared.Add(Gates.X, qubit);
        }

        return half with { Instructions = prepared.Build().Instructions.Concat(half.Instructions).ToEquatableArray() };
    }

    /// <summary>Checks that bit strings are distinct per half.</summary>
    internal static void Check(IReadOnlyList<(string Low, string High)> strings)
    {
        if (strings.Count == 0 || strings.Select(s => s.Low).Distinct().Count() != strings.Count
            || strings.Select(s => s.High).Distinct().Count() != strings.Count)
        {
            throw new CircuitException(
                "a forged state has no bit strings, or one that occurs twice in a half; give distinct strings per half");
        }
    }

    /// <summary>Returns the lowest eigenvalue of a hermitian matrix and its vector, whose largest entry is positive.</summary>
    internal static (double Value, Complex[] Vector) Lowest(Complex[,] matrix)
    {
        MathNet.Numerics.LinearAlgebra.Factorization.Evd<Complex> parts =
            Matrix<Complex>.Build.DenseOfArray(matrix).Evd(Symmetricity.Hermitian);
        int lowest = Enumerable.Range(0, parts.EigenValues.Count).MinBy(i => parts.EigenValues[i].Real);
        Complex[] vector = [.. parts.EigenVectors.Column(lowest)];
        Complex largest = vector.MaxBy(v => v.Magnitude);
        return (parts.EigenValues[lowest].Real, [.. vector.Select(v => v * Complex.Conjugate(largest) / largest.Magnitude)]);
    }

    /// <summary>Returns the state of the same kets with other weights, of any phases.</summary>
    internal ForgedState WithWeights(Complex[] weights) => new(
        _low,
        [.. _high.Select((ket, k) => ket.Select(a => a * Unit(weights[k])).ToArray())],
        Normalised([.. weights.Select(w => w.Magnitude)], TermCount))
    {
        Phases = [.. weights.Select(w => Unit(w).Phase)],
    };

    // Rounding leaves no phase.
    private static Complex Unit(Complex weight) => weight.Magnitude < Rounding ? 1
        : Math.Abs(weight.Imaginary) < Rounding ? (weight.Real > 0 ? 1 : -1)
        : weight / weight.Magnitude;

    /// <summary>Returns ⟨u|P|v⟩.</summary>
    // Y|b⟩ = i (-1)^b |1 - b⟩.
    internal static Complex Bracket(Complex[] bra, PauliString pauli, Complex[] ket)
    {
        int flip = pauli.Support.Where(q => pauli[q] != Pauli.Z).Sum(q => 1 << q);
        int sign = pauli.Support.Where(q => pauli[q] != Pauli.X).Sum(q => 1 << q);
        Complex sum = Complex.Zero;
        for (int b = 0; b < ket.Length; b++)
        {
            Complex term = Complex.Conjugate(bra[b ^ flip]) * ket[b];
            sum += (BitOperations.PopCount((uint)(b & sign)) & 1) == 0 ? term : -term;
        }

        return pauli.Support.Where(q => pauli[q] == Pauli.Y).Aggregate(sum, (value, _) => value * Complex.ImaginaryOne);
    }

    private static double[] Normalised(IReadOnlyList<double> weights, int count)
    {
        double norm = Math.Sqrt(weights.Sum(w => w * w));
        return weights.Count == count && norm > Rounding && double.IsFinite(norm)
            ? [.. weights.Select(w => w / norm)]
            : throw new CircuitException(
                $"{Counted.Of(weights.Count, "weight", "was", "were")} given for {Counted.Of(count, "term")} of a forged state; give one "
                + "finite number per term, not all 0");
    }

    /// <summary>Divides the strings of an observable between the halves.</summary>
    internal static IEnumerable<(PauliTerm Term, PauliString Low, PauliString High)> Split(
        PauliSum observable, int lowCount, int qubitCount) => observable.QubitCount == qubitCount
        ? observable.Terms.Select(
            t => (t, PauliString.Parse(t.String.Letters[^lowCount..]), PauliString.Parse(t.String.Letters[..^lowCount])))
        : throw new CircuitException(
            $"observable term {observable.Terms[0].String.Letters} has {Counted.Of(observable.QubitCount, "letter")} but the forged state "
            + $"has {Counted.Of(qubitCount, "qubit")}; give one letter per qubit");

    /// <summary>Returns <c>Σ_P w_P A_kl B_kl</c>.</summary>
    internal Complex[,] Matrix(PauliSum observable)
    {
        var matrix = new Complex[TermCount, TermCount];
        int low = BitOperations.Log2((uint)_low[0].Length);
        foreach ((PauliTerm term, PauliString onLow, PauliString onHigh) in Split(observable, low, QubitCount))
        {
            for (int k = 0; k < TermCount; k++)
            {
                for (int l = 0; l < TermCount; l++)
                {
                    matrix[k, l] += term.Coefficient * Bracket(_low[k], onLow, _low[l]) * Bracket(_high[k], onHigh, _high[l]);
                }
            }
        }

        return matrix;
    }
}
