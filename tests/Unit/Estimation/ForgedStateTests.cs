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
    public void WhatIsNoForgedState_IsRefused()
    {
        Circuit half = new CircuitBuilder(2).Build();
        Refused("occurs twice", () => ForgedState.Of(half, half, [("00", "01"), ("00", "10")], [1, 1]));
        Refused("bit string \"0\"", () => ForgedState.Of(half, half, [("0", "01")], [1]));
        Refused("2 weights were given for 1 term", () => ForgedState.Of(half, half, [("00", "01")], [1, 1]));
        Refused("not all 0", () => ForgedState.Of(half, half, [("00", "01")], [0]));
        Refused("5 terms was requested of 16 amplitudes", () => ForgedState.OfSchmidt(new double[16], 5));
        Refused(
            "has 2 letters but the forged state has 4 qubits",
            () => ForgedState.Of(half, half, [("00", "01")], [1]).Expectation(PauliSum.Parse("ZZ")));
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
