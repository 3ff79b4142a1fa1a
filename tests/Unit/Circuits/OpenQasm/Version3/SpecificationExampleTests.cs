using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>
/// The programs that the specification of version 3 explains itself with, written anew: their answers are known without a simulator.
/// </summary>
public sealed class SpecificationExampleTests
{
    private const double Exact = 1e-10;

    [Theory]
    [InlineData(1, 15)]
    [InlineData(6, 7)]
    [InlineData(0, 0)]
    public void ARippleCarryAdder_Adds(int a, int b)
    {
        Circuit circuit = Programs3.Read(string.Create(CultureInfo.InvariantCulture, $$"""
            gate carry a, b, c { cx c, b; cx c, a; ccx a, b, c; }
            gate uncarry a, b, c { ccx a, b, c; cx c, a; cx a, b; }
            uint[4] first = {{a}};
            uint[4] second = {{b}};
            qubit low;
            qubit[4] x1;
            qubit[4] x2;
            qubit high;
            reset x1;
            for uint i in [0:3] {
              if (bool(first[i])) x x1[i];
              if (bool(second[i])) x x2[i];
            }
            carry low, x2[0], x1[0];
            for uint i in [0:2] { carry x1[i], x2[i + 1], x1[i + 1]; }
            cx x1[3], high;
            for uint i in [2:-1:0] { uncarry x1[i], x2[i + 1], x1[i + 1]; }
            uncarry low, x2[0], x1[0];
            """));
        int[] sum = [5, 6, 7, 8, 9];
        for (int i = 0; i < sum.Length; i++)
        {
            Assert.Equal(((a + b) >> i & 1) == 0 ? 1 : -1, Mean(circuit, Pauli.Z, sum[i]), Exact);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ARepetitionCode_CorrectsAFlip(int flipped)
    {
        Circuit circuit = Programs3.Read(string.Create(CultureInfo.InvariantCulture, $$"""
            def syndrome(qubit[3] data, qubit[2] checks) -> bit[2] {
              bit[2] found;
              cx data[0], checks[0];
              cx data[1], checks[0];
              cx data[1], checks[1];
              cx data[2], checks[1];
              measure checks -> found;
              return found;
            }
            qubit[3] data;
            qubit[2] checks;
            ry(0.7) data[0];
            cx data[0], data[1];
            cx data[0], data[2];
            x data[{{flipped}}];
            bit[2] s = syndrome(data, checks);
            if (int[3](s) == 1) x data[0];
            if (int[3](s) == 2) x data[2];
            if (int[3](s) == 3) x data[1];
            """));
        for (int q = 0; q < 3; q++)
        {
            Assert.Equal(Math.Cos(0.7), Mean(circuit, Pauli.Z, q), Exact);
        }
    }

    [Fact]
    public void RepeatUntilSuccess_TurnsByAnAngleThatIsNoFractionOfPi()
    {
        // A round turns by pi + arccos(3/5) with probability 5/8 and else leaves the state as it was; the turn that follows takes it back.
        Circuit circuit = Programs3.Read("""
            def attempt(qubit[2] helpers, qubit target) -> bit[2] {
              bit[2] outcome;
              reset helpers;
              h helpers;
              ccx helpers[0], helpers[1], target;
              s target;
              ccx helpers[0], helpers[1], target;
              z target;
              h helpers;
              outcome = measure helpers;
              return outcome;
            }
            qubit data;
            qubit[2] helpers;
            bit[2] flags = "11";
            h data;
            while (int[3](flags) != 0) {
              flags = attempt(helpers, data);
            }
            rz(pi - arccos(3.0 / 5)) data;
            """);
        Assert.Equal(1, Mean(circuit, Pauli.X, 0), Exact);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(32)]
    [InlineData(63)]
    public void IterativePhaseEstimation_FindsAllBits(int phase)
    {
        Circuit circuit = Programs3.Read(string.Create(CultureInfo.InvariantCulture, $$"""
            const int[32] rounds = 6;
            const float[64] theta = 2 * pi * {{phase}} / 64;
            qubit[6] found;
            qubit probe;
            qubit target;
            angle[rounds] estimate;
            x target;
            uint[rounds] power = 1 << (rounds - 1);
            for uint i in [0:rounds - 1] {
              estimate >>= 1;
              reset probe;
              h probe;
              ctrl @ pow(power) @ phase(theta) probe, target;
              inv @ phase(estimate) probe;
              h probe;
              measure probe -> estimate[rounds - 1];
              power >>= 1;
            }
            for uint i in [0:rounds - 1] { if (estimate[i]) x found[i]; }
            """));
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal((phase >> i & 1) == 0 ? 1 : -1, Mean(circuit, Pauli.Z, i), Exact);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(14)]
    public void AFourierTransformByMeasuredBits_IsUndone(int number)
    {
        // The transform of a number is a product of phases; qubit 0 has the phase with the fewest bits.
        Circuit circuit = Programs3.Read(string.Create(CultureInfo.InvariantCulture, $$"""
            qubit[4] q;
            qubit[4] r;
            bit[4] c;
            h q;
            for uint i in [0:3] { p(-2 * pi * {{number}} / 2.0 ** (i + 1)) q[i]; }
            for uint i in [0:3] {
              for uint j in [0:i - 1] { if (c[j]) p(pi / 2.0 ** (i - j)) q[i]; }
              h q[i];
              c[i] = measure q[i];
              if (c[i]) x r[i];
            }
            """));
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal((number >> i & 1) == 0 ? 1 : -1, Mean(circuit, Pauli.Z, 4 + i), Exact);
        }
    }

    [Fact]
    public void AMagicState_IsUsedUpForATurn()
    {
        Circuit circuit = Programs3.Read("""
            def turned(qubit q) -> bit {
              s q;
              h q;
              return measure q;
            }
            def quarter(int[32] place, qubit q, qubit[2] buffer) {
              bit outcome;
              cy buffer[place], q;
              outcome = turned(buffer[place]);
              if (outcome == 0) ry(pi / 2) q;
            }
            qubit[2] buffer;
            qubit q;
            int[32] place;
            ry(pi / 4) buffer;
            ry(0.3) q;
            quarter(place, q, buffer);
            place += 1;
            quarter(place, q, buffer);
            """);
        Assert.Equal(Math.Cos(0.3 + (Math.PI / 2)), Mean(circuit, Pauli.Z, 2), Exact);
        Assert.Equal(Math.Sin(0.3 + (Math.PI / 2)), Mean(circuit, Pauli.X, 2), Exact);
    }

    [Fact]
    public void TeleportationAlongAChain_KeepsTheState()
    {
        Circuit circuit = Programs3.Read("""
            const int[32] pairs = 4;
            def bell(qubit a, qubit b) { reset a; reset b; h a; cx a, b; }
            qubit start;
            qubit[2 * pairs] q;
            h start;
            rz(0.4) start;
            for int i in [0:pairs - 1] {
              bit[2] c;
              bell(q[2 * i], q[2 * i + 1]);
              if (i == 0) { cx start, q[0]; h start; c[0] = measure start; }
              else { cx q[2 * i - 1], q[2 * i]; h q[2 * i - 1]; c[0] = measure q[2 * i - 1]; }
              c[1] = measure q[2 * i];
              if (c[0]) z q[2 * i + 1];
              if (c[1]) x q[2 * i + 1];
            }
            """);
        Assert.Equal(Math.Cos(0.4), Mean(circuit, Pauli.X, 8), Exact);
        Assert.Equal(Math.Sin(0.4), Mean(circuit, Pauli.Y, 8), Exact);
    }

    private static double Mean(Circuit circuit, Pauli pauli, int qubit) => CircuitSimulator.Expectation(
        circuit, [], [],
        PauliSum.Of(PauliString.Of(Enumerable.Range(0, circuit.QubitCount).Select(q => q == qubit ? pauli : Pauli.I))));
}
