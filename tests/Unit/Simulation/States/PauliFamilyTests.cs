using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Brackets and adjoints of many Pauli strings at once against those of each string.</summary>
public sealed class PauliFamilyTests
{
    /// <summary>Sums of 64 products of numbers up to 1.</summary>
    private const double Rounding = 1e-13;

    public static TheoryData<int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            for (int qubits = 1; qubits <= 6; qubits++)
            {
                foreach (int strings in new[] { 1, 3, 40 })
                    sizes.Add(qubits, strings);
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Brackets_OfAFamily_AreThoseOfItsStrings(int qubits, int count)
    {
        (PauliMask[] strings, StateVector bra, StateVector ket, Random _) = Draw(qubits, count);
        var scratch = new FamilyScratch(qubits);
        PauliFamily[] families = PauliFamily.Of(strings, qubits);
        Assert.Equal(Enumerable.Range(0, count), families.SelectMany(f => f.Members).Order());
        foreach (PauliFamily family in families)
        {
            Complex[] brackets = new Complex[family.Members.Length];
            family.Brackets(bra.Padded, ket.Padded, scratch, brackets);
            Assert.All(family.Members, (s, m) => AssertClose(StateVector.Bracket(bra, strings[s], ket), brackets[m]));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sum_OfAFamilyOnAState_IsTheSumOfItsStrings(int qubits, int count)
    {
        (PauliMask[] strings, StateVector sum, StateVector ket, Random random) = Draw(qubits, count);
        var scratch = new FamilyScratch(qubits);
        StateVector expected = sum.Clone();
        foreach (PauliFamily family in PauliFamily.Of(strings, qubits))
        {
            Complex[] factors =
                [.. family.Members.Select(_ => random.Next(3) == 0 ? 0 : new Complex(random.NextDouble(), random.NextDouble()))];
            family.AddTo(sum.Padded, factors, ket.Padded, scratch);
            for (int m = 0; m < factors.Length; m++)
                expected.Add(factors[m], family.Strings[m], ket);
        }

        Assert.All(expected.ToArray(), (amplitude, i) => AssertClose(amplitude, sum[i]));
    }

    // Two X parts only, so that families are large; the same string may come twice.
    private static (PauliMask[] Strings, StateVector Bra, StateVector Ket, Random Random) Draw(int qubits, int count)
    {
        var random = new Random((100 * qubits) + count);
        int[] x = [0, random.Next(1 << qubits)];
        PauliMask[] strings = [.. Enumerable.Range(0, count).Select(_ => new PauliMask(x[random.Next(2)], random.Next(1 << qubits)))];
        return (strings, State(qubits, random), State(qubits, random), random);
    }

    private static StateVector State(int qubits, Random random)
    {
        var state = new StateVector(qubits);
        for (int layer = 0; layer < 2; layer++)
        {
            for (int q = 0; q < qubits; q++)
            {
                state.Apply(Gates.RY, [6 * random.NextDouble()], q);
                state.Apply(Gates.RZ, [6 * random.NextDouble()], q);
                if (q > 0)
                    state.Apply(Gates.CX, [], q - 1, q);
            }
        }

        return state;
    }

    private static void AssertClose(Complex expected, Complex actual) => Assert.InRange((expected - actual).Magnitude, 0, Rounding);
}
