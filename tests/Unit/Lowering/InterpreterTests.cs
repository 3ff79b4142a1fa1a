using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Lowering;

public class InterpreterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(77)]
    public void Query_HasTheSameBits_InEveryBatch(int count)
    {
        Circuit circuit = new CircuitBuilder(4).Add(new ZFeatureMap(2)).Add(new RealAmplitudes(1)).Build();
        var interpreted = new InterpretedCircuit(circuit, PauliSum.Parse("ZZZZ"));
        double[] features = RandomCircuits.Weights(1, 4 * count);
        double[] weights = RandomCircuits.Weights(2, 8);
        double[] values = new double[count];
        interpreted.Evaluate(features, weights, values);
        for (int query = 0; query < count; query++)
        {
            double[] single = new double[1];
            interpreted.Evaluate(features.AsSpan(query * 4, 4), weights, single);
            Assert.Equal(BitConverter.DoubleToInt64Bits(single[0]), BitConverter.DoubleToInt64Bits(values[query]));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(45)]
    public void Fragments_HaveTheSameBits_InEveryBatch(int count)
    {
        StoredCircuits stored = StoredCircuits.All().First(c => c.Id == "Q03");
        foreach (Fragment fragment in stored.Plan().Fragments)
        {
            ProgramFragmentSimulator simulator = ProgramFragmentSimulator.TryCreate(fragment)!;
            int slots = fragment.Slots.Count;
            double[] angles = RandomCircuits.Weights(1, slots * count);
            double[] environments = RandomCircuits.Weights(2, simulator.TensorLength * count);
            double[] tensors = new double[simulator.TensorLength * count];
            double[] gradients = new double[slots * count];
            simulator.Evaluate(angles, count, tensors);
            simulator.Backward(angles, count, environments, gradients);
            double[] tensor = new double[simulator.TensorLength];
            double[] gradient = new double[slots];
            for (int query = 0; query < count; query++)
            {
                simulator.Evaluate(angles.AsSpan(query * slots, slots), 1, tensor);
                simulator.Backward(
                    angles.AsSpan(query * slots, slots), 1, environments.AsSpan(query * tensor.Length, tensor.Length), gradient);
                Assert.Equal(tensor, tensors[(query * tensor.Length)..((query + 1) * tensor.Length)]);
                Assert.Equal(gradient, gradients[(query * slots)..((query + 1) * slots)]);
            }
        }
    }

    [Fact]
    public void Evaluate_AllocatesNothing()
    {
        Circuit circuit = new CircuitBuilder(3).Add(new ZFeatureMap(1)).Add(new RealAmplitudes(1)).Build();
        var interpreted = new InterpretedCircuit(circuit, PauliSum.Parse("ZZZ"));
        double[] features = new double[3 * 40];
        double[] weights = new double[6];
        double[] values = new double[40];
        interpreted.Evaluate(features, weights, values);
        long before = GC.GetAllocatedBytesForCurrentThread();
        interpreted.Evaluate(features, weights, values);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void LongCircuits_AreSimulatedByStateVectors()
    {
        const int Qubits = 15;
        Circuit circuit = new CircuitBuilder(Qubits).Add(new ZFeatureMap(1)).Add(new RealAmplitudes(2)).Build();
        var observable = PauliSum.Parse("ZX" + new string('I', Qubits - 4) + "YZ");
        var interpreted = new InterpretedCircuit(circuit, observable);
        double[] features = RandomCircuits.Weights(1, 2 * Qubits);
        double[] weights = RandomCircuits.Weights(2, circuit.WeightCount);
        double[] values = new double[2];
        interpreted.Evaluate(features, weights, values);
        Assert.Null(interpreted.Program);
        Assert.Equal(CircuitSimulator.Expectation(circuit, features.AsSpan(Qubits), weights, observable), values[1], 1e-12);
    }

    [Fact]
    public void SpansOfWrongLength_AreNamed()
    {
        Circuit circuit = new CircuitBuilder(2).Add(new ZFeatureMap(1)).Add(new RealAmplitudes(1)).Build();
        var interpreted = new InterpretedCircuit(circuit, PauliSum.Parse("ZZ"));
        CircuitException features =
            Assert.Throws<CircuitException>(() => interpreted.Evaluate(new double[3], new double[4], new double[2]));
        Assert.Equal("3 features were given for 2 samples of 2; give 4, sample by sample", features.Message);
        CircuitException weights = Assert.Throws<CircuitException>(() => interpreted.Evaluate(new double[4], new double[3], new double[2]));
        Assert.Equal("3 weights were given but the circuit has 4; give 4", weights.Message);
    }
}
