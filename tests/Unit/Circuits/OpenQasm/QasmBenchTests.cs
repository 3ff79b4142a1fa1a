using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>QASMBench's circuits: their final states, and those of the circuits written and read again.</summary>
public sealed class QasmBenchTests
{
    private const int WidestDense = 12;

    [SharedDataFact("qasmbench")]
    public void FinalStates_AreTheDenseOnes()
    {
        int compared = 0;
        foreach ((string name, Circuit circuit) in Pure())
        {
            Complex[] expected = new Complex[1 << circuit.QubitCount];
            expected[0] = 1;
            foreach (GateInstruction gate in circuit.Gates)
                expected = Applied(expected, new(gate.Gate.Name, [.. gate.Angles.Select(a => a.Constant)], [.. gate.Targets]));
            Assert.True(Distance(expected, State(circuit)) < 1e-10, name);
            compared++;
        }

        Assert.InRange(compared, 15, 32);
    }

    [SharedDataFact("qasmbench")]
    public void WrittenInEitherVersion_ReadBack_IsTheSameCircuitAndState()
    {
        foreach ((string name, Circuit circuit) in Programs())
        {
            Circuit two = OpenQasm2Reader.Read(OpenQasm2Writer.Write(circuit));
            Circuit three = OpenQasmReader.Read(OpenQasm3Writer.Write(circuit)).Circuit;
            Assert.True(circuit.Instructions.Equals(two.Instructions), name);
            Assert.True(circuit.Instructions.Equals(three.Instructions), name);
        }

        foreach ((string name, Circuit circuit) in Pure())
        {
            Circuit two = OpenQasm2Reader.Read(OpenQasm2Writer.Write(circuit));
            Assert.True(Distance(State(circuit), State(two)) < 1e-12, name);
        }
    }

    // One file measures registers that it never declares, which the reader refuses.
    private static IEnumerable<(string Name, Circuit Circuit)> Programs() =>
        from path in Directory.GetFiles(SharedData.PathOf("qasmbench"), "*.qasm").Order(StringComparer.Ordinal)
        let name = Path.GetFileName(path)
        where name != "vqe_uccsd_n6.qasm"
        select (name, OpenQasm2Reader.Read(File.ReadAllText(path), name));

    // Measurements at the end are left out; circuits with one in the middle, or with a reset or a condition, have no final state.
    private static IEnumerable<(string Name, Circuit Circuit)> Pure()
    {
        foreach ((string name, Circuit circuit) in Programs().Where(p => p.Circuit.QubitCount <= WidestDense))
        {
            HashSet<int> measured = [];
            bool isPure = true;
            foreach (Instruction instruction in circuit.Instructions)
            {
                isPure &= instruction is Measurement or CutAwareQnn.Circuits.Barrier
                    || (instruction is GateInstruction && !instruction.Qubits.Any(measured.Contains));
                measured.UnionWith(instruction is Measurement ? instruction.Qubits : []);
            }

            if (isPure)
                yield return (name, circuit);
        }
    }

    private static Complex[] State(Circuit circuit)
    {
        var state = new StateVector(circuit.QubitCount);
        foreach (GateInstruction gate in circuit.Gates)
            state.Apply(gate.Gate, [.. gate.Angles.Select(a => a.Constant)], [.. gate.Targets]);
        return state.ToArray();
    }

    // The oracle's matrix on the amplitudes that differ in the gate's qubits.
    private static Complex[] Applied(Complex[] state, ReferenceGate gate)
    {
        Complex[,] matrix = gate.Matrix();
        int mask = gate.Qubits.Sum(q => 1 << q);
        var result = new Complex[state.Length];
        for (int row = 0; row < state.Length; row++)
        {
            int local = gate.Qubits.Select((q, i) => (row >> q & 1) << i).Sum();
            for (int k = 0; k < matrix.GetLength(0); k++)
                result[row] += matrix[local, k] * state[(row & ~mask) | gate.Qubits.Select((q, i) => (k >> i & 1) << q).Sum()];
        }

        return result;
    }

    // Global phases never matter.
    private static double Distance(Complex[] expected, Complex[] actual)
    {
        Complex overlap = Complex.Zero;
        for (int i = 0; i < expected.Length; i++)
            overlap += Complex.Conjugate(actual[i]) * expected[i];
        Complex phase = overlap / Complex.Abs(overlap);
        return expected.Zip(actual, (a, b) => Complex.Abs(a - (phase * b))).Max();
    }
}
