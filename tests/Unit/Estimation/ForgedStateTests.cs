using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Learning;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Forged states compared with stored energies, with ground states by dense matrices, and with circuits of one half.</summary>
public sealed class ForgedStateTests
{
    private static readonly JsonElement[] Cases = [.. DataFiles.Read("forging.json").EnumerateArray()];

    [Fact]
    public void GroundStates_HaveTheStoredEnergies()
    {
        foreach (JsonElement stored in Cases.Where(c => c.TryGetProperty("by_k", out _)))
        {
            PauliSum observable = Observable(stored);
            double[] ground = [.. Dense(observable).Evd(Symmetricity.Hermitian).EigenVectors.Column(0).Select(z => z.Real)];
            double tolerance = stored.GetProperty("tolerance").GetDouble();
            foreach (JsonElement row in stored.GetProperty("by_k").EnumerateArray())
            {
                var state = ForgedState.OfSchmidt(ground, row.GetProperty("k").GetInt32());
                Assert.Equal(row.GetProperty("energy").GetDouble(), state.Expectation(observable), tolerance);
                Assert.Equal(row.GetProperty("energy_best_weights").GetDouble(), state.LowestExpectation(observable), tolerance);
            }
        }
    }

    [Fact]
    public void Circuits_HaveTheStoredEnergies()
    {
        JsonElement real = Cases.Single(c => c.GetProperty("id").GetString() == "real-ansatz");
        Circuit ansatz = Read(real, "ansatz_qasm");
        var state = ForgedState.Of(ansatz, ansatz, Strings(real, "bitstrings"), real.Numbers("lam"));
        Assert.Equal(real.GetProperty("energy").GetDouble(), state.Expectation(Observable(real)), 1e-10);
        Assert.Equal(real.GetProperty("energy_best_weights").GetDouble(), state.LowestExpectation(Observable(real)), 1e-10);
        Assert.Equal(real.GetProperty("norm_real").GetDouble(), state.RealNorm, 1e-10);

        JsonElement complex = Cases.Single(c => c.GetProperty("id").GetString() == "complex-ansatz");
        state = ForgedState.Of(
            Read(complex, "low_half_qasm"),
            Read(complex, "high_half_qasm"),
            Strings(complex, "bitstrings_low_high"),
            complex.Numbers("lam"));
        Assert.Equal(complex.GetProperty("energy").GetDouble(), state.Expectation(Observable(complex)), 1e-10);
        Assert.Equal(complex.GetProperty("norm_complex").GetDouble(), state.ComplexNorm, 1e-10);
    }

    /// <summary>The products off the diagonal from four prepared superpositions per half, as devices would run them.</summary>
    [Fact]
    public void Superpositions_GiveTheProductsOffTheDiagonal()
    {
        JsonElement stored = Cases.Single(c => c.GetProperty("id").GetString() == "complex-ansatz");
        Circuit low = Read(stored, "low_half_qasm"), high = Read(stored, "high_half_qasm");
        (string Low, string High)[] strings = Strings(stored, "bitstrings_low_high");
        foreach (string letters in (string[])["ZZZZ", "XIYX", "IYXI", "XXXX"])
        {
            double[] alpha = Values(low, strings[0].Low, strings[1].Low, letters[2..]);
            double[] beta = Values(high, strings[0].High, strings[1].High, letters[..2]);
            double product = (((alpha[0] - alpha[2]) * (beta[0] - beta[2])) - ((alpha[1] - alpha[3]) * (beta[1] - beta[3]))) / 4;
            double sum = ForgedState.Of(low, high, strings, [1, 1]).Expectation(PauliSum.Parse(letters));
            double difference = ForgedState.Of(low, high, strings, [1, -1]).Expectation(PauliSum.Parse(letters));
            Assert.Equal((sum - difference) / 2, product, 1e-12);
        }

        static double[] Values(Circuit half, string a, string b, string letters) =>
        [
            .. Enumerable.Range(0, 4).Select(p => CircuitSimulator.Expectation(
                half with { Instructions = ForgedState.Superposition(a, b, p).Instructions.Concat(half.Instructions).ToEquatableArray() },
                [],
                [],
                PauliSum.Parse(letters))),
        ];
    }

    [Fact]
    public void BestWeights_GiveTheLowestEnergy_WithTheirPhases()
    {
        JsonElement stored = Cases.Single(c => c.GetProperty("id").GetString() == "complex-ansatz");
        PauliSum observable = Observable(stored);
        var state = ForgedState.Of(
            Read(stored, "low_half_qasm"), Read(stored, "high_half_qasm"), Strings(stored, "bitstrings_low_high"), [1, 1]);
        ForgedState best = state.WithBestWeights(observable);
        Assert.Equal(state.LowestExpectation(observable), best.Expectation(observable), 1e-12);
        Assert.Equal(1, best.Weights.Sum(w => w * w), 1e-12);

        // H2 from one qubit per half: the strings are chosen, and the sign of the second term is a phase.
        PauliSum h2 = Observable(Cases.Single(c => c.GetProperty("id").GetString() == "h2-0.735"));
        Circuit half = new CircuitBuilder(1).Build();
        var ansatz = ForgedAnsatz.WithBestStrings(half, half, h2, [], 2);
        Assert.Equal([("0", "1"), ("1", "0")], ansatz.Strings.Order());
        ForgedEnergy energy = ansatz.Energy(h2, []);
        Assert.Equal(-1.857275030202, energy.Value, 1e-10);
        Assert.Equal([0.111535938749, 0.993760400885], energy.State.Weights.Order(), (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.Equal([0, Math.PI], energy.State.Phases.Order());
    }

    [Fact]
    public void Derivatives_AreTheDifferenceQuotientsOfTheLowestEnergy()
    {
        // Complex halves, and a weight in two gates.
        Circuit low = new CircuitBuilder(2).Add(Gates.RY, Angle.Weight(0), 0).Add(Gates.RZ, Angle.Weight(1), 0).Add(Gates.CX, 0, 1)
            .Add(Gates.RX, Angle.Weight(0), 1).Build();
        Circuit high = new CircuitBuilder(2).Add(Gates.RX, Angle.Weight(0), 0).Add(Gates.CRZ, Angle.Weight(1), 0, 1)
            .Add(Gates.RY, Angle.Weight(2), 1).Build();
        PauliSum observable = PauliSum.Parse("ZZZZ + 0.5*XIYX - 0.7*IYXI + 0.3*XXXX - IZZI + 0.4*YIIX");
        var ansatz = new ForgedAnsatz(low, high, [("00", "10"), ("11", "01"), ("01", "00")]);
        double[] weights = [0.3, -1.1, 0.8, 2.1, -0.6];
        ForgedEnergy energy = ansatz.Energy(observable, weights);
        Assert.Equal(energy.Value, energy.State.Expectation(observable), 1e-12);

        // Central differences with h = 1e-5: h² times a third derivative of about 10, and rounding 1e-15/h.
        const double H = 1e-5;
        Assert.All(energy.Gradient, (derivative, w) => Assert.Equal((At(w, H) - At(w, -H)) / (2 * H), derivative, 1e-8));

        double At(int weight, double shift) => ansatz.Energy(observable, [.. weights.Select((v, i) => i == weight ? v + shift : v)]).Value;
    }

    /// <summary>
    /// 40 estimates with 400 shots per circuit: their mean is within 4.5 of its standard errors (false alarm below 1e-5), and the mean of
    /// their squared errors within 45 % of what is reported: the variance of a χ² of 40 has a standard deviation of 22 %, at 2 of which a
    /// wrong alarm has 5 %; the seed is fixed.
    /// </summary>
    [Theory]
    [InlineData("real-ansatz", "ansatz_qasm", "ansatz_qasm", "bitstrings")]
    [InlineData("complex-ansatz", "low_half_qasm", "high_half_qasm", "bitstrings_low_high")]
    public void Samples_HaveTheExactMean_AndTheReportedErrors(string id, string low, string high, string strings)
    {
        const int Count = 40;
        JsonElement stored = Cases.Single(c => c.GetProperty("id").GetString() == id);
        PauliSum observable = Observable(stored);
        var ansatz = new ForgedAnsatz(Read(stored, low), Read(stored, high), Strings(stored, strings));
        ForgedState state = ansatz.State([], stored.Numbers("lam"));
        if (id == "complex-ansatz")
        {
            state = state.WithWeights([.. state.Weights.Select((w, k) => Complex.FromPolarCoordinates(w, 0.7 * k))]);
        }

        Estimate[] estimates = [.. Enumerable.Range(1, Count).Select(
            seed => ansatz.Sample(observable, [], state, 400, (ulong)seed).Estimate)];
        double exact = state.Expectation(observable), mean = estimates.Average(e => e.Value);
        double reported = estimates.Average(e => e.StandardError * e.StandardError);
        Assert.InRange(mean - exact, -4.5 * Math.Sqrt(reported / Count), 4.5 * Math.Sqrt(reported / Count));
        Assert.InRange(estimates.Average(e => (e.Value - exact) * (e.Value - exact)) / reported, 0.55, 1.45);
    }

    [Fact]
    public void WhatIsNoForgedState_IsRefused()
    {
        Circuit half = new CircuitBuilder(2).Build();
        Refused("one that occurs twice", () => ForgedState.Of(half, half, [("00", "01"), ("00", "10")], [1, 1]));
        Refused("bit string '0'", () => ForgedState.Of(half, half, [("0", "01")], [1]));
        Refused("2 weights were given for 1 term", () => ForgedState.Of(half, half, [("00", "01")], [1, 1]));
        Refused("not all 0", () => ForgedState.Of(half, half, [("00", "01")], [0]));
        Refused("5 terms was requested of 16 amplitudes", () => ForgedState.OfSchmidt(new double[16], 5));
        Refused(
            "has 2 letters but the forged state has 4 qubits",
            () => ForgedState.Of(half, half, [("00", "01")], [1]).Expectation(PauliSum.Parse("ZZ")));
        Refused("at most 6 qubits and 1 to 2^n pairs", () => ForgedAnsatz.WithBestStrings(half, half, PauliSum.Parse("ZZZZ"), [], 5));
        Refused("1 weight was given to a forged ansatz of 0", () => new ForgedAnsatz(half, half, [("00", "00")]).State([1], [1]));
        Refused(
            "give circuits of gates and weights",
            () => new ForgedAnsatz(new CircuitBuilder(2).Add(Gates.RX, Angle.Feature(0), 0).Build(), half, [("00", "00")]));
        Refused("give distinct strings", () => ForgedState.Superposition("01", "01", 0));

        static void Refused(string part, Func<object> action) =>
            Assert.Contains(part, Assert.Throws<CircuitException>(() => { action(); }).Message, StringComparison.Ordinal);
    }

    private static PauliSum Observable(JsonElement stored) =>
        PauliSum.Parse(string.Join(" + ", stored.GetProperty("terms").EnumerateArray().Select(
        t => FormattableString.Invariant($"{t[0].GetDouble():R}*{t[1].GetString()}"))).Replace("+ -", "- ", StringComparison.Ordinal));

    private static Circuit Read(JsonElement stored, string name) =>
        OpenQasmReader.Read(stored.GetProperty(name).GetString()!, name).Circuit;

    private static (string Low, string High)[] Strings(JsonElement stored, string name) =>
        [.. stored.GetProperty(name).EnumerateArray().Select(s => (s[0].GetString()!, s[1].GetString()!))];

    private static Matrix<Complex> Dense(PauliSum observable)
    {
        int size = 1 << observable.Terms[0].String.QubitCount;
        Matrix<Complex> sum = Matrix<Complex>.Build.Dense(size, size);
        foreach (PauliTerm term in observable.Terms)
        {
            Matrix<Complex> product = Matrix<Complex>.Build.DenseIdentity(1);
            foreach (char letter in term.String.Letters)
            {
                product = product.KroneckerProduct(letter switch
                {
                    'X' => Matrix<Complex>.Build.DenseOfArray(new Complex[,] { { 0, 1 }, { 1, 0 } }),
                    'Y' => Matrix<Complex>.Build.DenseOfArray(new Complex[,] { { 0, -Complex.ImaginaryOne }, { Complex.ImaginaryOne, 0 } }),
                    'Z' => Matrix<Complex>.Build.DenseOfArray(new Complex[,] { { 1, 0 }, { 0, -1 } }),
                    _ => Matrix<Complex>.Build.DenseIdentity(2),
                });
            }

            sum += term.Coefficient * product;
        }

        return sum;
    }
}
