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
        if (strings.Select(s => s.Low).Distinct().Count() != strings.Count
            || strings.Select(s => s.High).Distinct().Count() != strings.Count)
        {
            throw new CircuitException("a bit string of a forged state occurs twice in a half; give distinct strings per half");
        }

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
    public double LowestExpectation(PauliSum observable) =>
        Matrix<Complex>.Build.DenseOfArray(Matrix(observable)).Evd(Symmetricity.Hermitian).EigenValues.Min(v => v.Real);

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

    private static Complex[] Ket(Circuit half, string bits)
    {
        if (bits.Length != half.QubitCount || bits.Any(c => c is not ('0' or '1')))
        {
            throw new CircuitException(
                $"bit string \"{bits}\" does not fit a half of {Counted.Of(half.QubitCount, "qubit")}; give one 0 or 1 per qubit");
        }

        var prepared = new CircuitBuilder(half.QubitCount);
        foreach (int qubit in Enumerable.Range(0, bits.Length).Where(q => Bit(bits, q)))
        {
            prepared.Add(Gates.X, qubit);
        }

        return CircuitSimulator.FinalState(
            half with { Instructions = prepared.Build().Instructions.Concat(half.Instructions).ToEquatableArray() }, [], []).ToArray();
    }

    // ⟨u|P|v⟩; Y|b⟩ = i (-1)^b |1 - b⟩.
    private static Complex Bracket(Complex[] bra, PauliString pauli, Complex[] ket)
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

    private Complex[,] Matrix(PauliSum observable)
    {
        var matrix = new Complex[TermCount, TermCount];
        int low = BitOperations.Log2((uint)_low[0].Length);
        foreach (PauliTerm term in observable.Terms)
        {
            if (term.String.QubitCount != QubitCount)
            {
                throw new CircuitException(
                    $"observable term {term.String.Letters} has {Counted.Of(term.String.QubitCount, "letter")} but the forged state has "
                    + $"{Counted.Of(QubitCount, "qubit")}; give one letter per qubit");
            }

            PauliString onLow = PauliString.Parse(term.String.Letters[^low..]), onHigh = PauliString.Parse(term.String.Letters[..^low]);
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
