using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;
using CutAwareQnn.Reference;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Lowering;

public class FragmentLoweringTests
{
    [Fact]
    public void Tensors_OfStoredGateCuts_AreTheStoredOnes()
    {
        int compared = 0;
        int expected = 0;
        foreach (StoredCircuits stored
            in StoredCircuits.All().Where(c => c.Id[0] is 'K' or 'Q' && c.Json.TryGetProperty("bond_min", out _)))
        {
            CutPlan plan = CutPlanner.PlanByLabel(
                stored.Circuit,
                stored.Plan().Observable,
                PartitionLabels.Parse(stored.Json.GetProperty("partition").GetString()!, stored.Circuit.QubitCount));
            compared += Compare(stored, plan);
            expected += stored.Json.GetProperty("fragments").GetArrayLength();
        }

        Assert.Equal(expected, compared);
    }

    [Fact]
    public void Tensors_OfStoredWireCuts_AreTheStoredOnes()
    {
        int compared = StoredCircuits.All().Where(c => c.Id[0] is 'W' or 'M').Sum(stored => Compare(stored, stored.Plan()));

        // The others' labels join pieces that nothing connects; the plan's fragments are the pieces.
        Assert.Equal(19, compared);
    }

    [Fact]
    public void PhysicalVariants_FollowFromTheTensor()
    {
        // The circuits of few qubits whose legs cover all kinds: rank 2 and 4, wire in and out.
        foreach (StoredCircuits stored in StoredCircuits.All().Where(c => c.Id is "K03" or "K16" or "K18" or "W01" or "W08" or "M01"))
        {
            CutPlan plan = stored.Plan();
            foreach (Fragment fragment in plan.Fragments)
            {
                double[] slots = Slots(fragment, stored.Weights);
                double[] tensor = Tensor(fragment, slots);
                foreach (int[] variant in Combinations(fragment.Legs.Select(l => l.Basis.Operations.Count)))
                {
                    for (int observable = 0; observable < fragment.Observables.Count; observable++)
                    {
                        double expected = Run(fragment, slots, variant, fragment.Observables[observable]);
                        Assert.Equal(expected, Mean(fragment, tensor, variant, observable), 1e-11);
                    }
                }
            }
        }
    }

    [Fact]
    public void Backward_IsTheCentralDifference()
    {
        foreach (StoredCircuits stored
            in StoredCircuits.All().Where(c => c.Id is "K01" or "K03" or "K16" or "K20" or "W01" or "W08" or "M01" or "Q02"))
        {
            foreach (Fragment fragment in stored.Plan().Fragments)
            {
                ProgramFragmentSimulator simulator = ProgramFragmentSimulator.TryCreate(fragment, int.MaxValue)!;
                double[] slots = Slots(fragment, stored.Weights);
                double[] environment = RandomCircuits.Weights(3, simulator.TensorLength);
                double[] gradient = new double[slots.Length];
                simulator.Backward(slots, 1, environment, gradient);
                for (int slot = 0; slot < slots.Length; slot++)
                {
                    const double Step = 1e-5;
                    double Shifted(double by)
                    {
                        double[] moved = [.. slots];
                        moved[slot] += by;
                        return Tensor(fragment, moved).Zip(environment, (t, e) => t * e).Sum();
                    }

                    Assert.Equal((Shifted(Step) - Shifted(-Step)) / (2 * Step), gradient[slot], 1e-6);
                }
            }
        }
    }

    [Fact]
    public void Backward_OfUncutCircuits_IsTheStoredGradient()
    {
        int compared = 0;
        foreach (StoredCircuits stored
            in StoredCircuits.All().Where(c => c.Json.TryGetProperty("grad", out _) && c.Circuit.QubitCount <= 6))
        {
            for (int observable = 0; observable < stored.Observables.Length; observable++)
            {
                Fragment fragment = Whole(stored.Circuit, stored.Observables[observable]);
                ProgramFragmentSimulator simulator = ProgramFragmentSimulator.TryCreate(fragment, int.MaxValue)!;
                double[] gradient = new double[fragment.Slots.Count];
                simulator.Backward(Slots(fragment, stored.Weights), 1, [1.0], gradient);
                int[] gates = [.. stored.Json.GetProperty("grad_gate_index").EnumerateArray().Select(g => g.GetInt32())];
                double[] expected = StoredCircuits.Numbers(stored.Json.GetProperty("grad")[observable]);
                for (int i = 0; i < gates.Length; i++, compared++)
                {
                    Assert.Equal(expected[i], gradient[stored.FirstAngleOf[gates[i]]], 1e-10);
                }
            }
        }

        Assert.InRange(compared, 500, 5000);
    }

    [Fact]
    public void DynamicFragments_AndLongPrograms_AreRefused()
    {
        var builder = new CircuitBuilder(1, 1);
        builder.Add(new Measurement(0, 0));
        Assert.Null(FragmentLowering.TryTensor(Whole(builder.Build(), "Z"), 100));
        Assert.Null(
            FragmentLowering.TryTensor(
                Whole(new CircuitBuilder(20).Add(new RealAmplitudes(3, Entanglement.Full)).Build(), new('Z', 20)), 9999));
    }

    /// <summary>Returns the circuit as one fragment without legs.</summary>
    internal static Fragment Whole(Circuit circuit, string paulis) => CutPlanner.PlanByLabel(
        circuit, PauliSum.Parse(paulis), PartitionLabels.None(circuit.QubitCount)).Fragments[0];

    private static int Compare(StoredCircuits stored, CutPlan plan)
    {
        int compared = 0;
        foreach (JsonElement fragmentJson in stored.Json.GetProperty("fragments").EnumerateArray())
        {
            string legs = string.Join(" ", fragmentJson.GetProperty("legs").EnumerateArray()
                .Select(l => l.GetProperty("cut").GetInt32() + l.GetProperty("side").GetString()!));
            Fragment? fragment = plan.Fragments.FirstOrDefault(f => Legs(plan, f) == legs
                && f.QubitCount == fragmentJson.GetProperty("segments").GetArrayLength());
            if (fragment is null)
            {
                continue;
            }

            double[] tensor = Tensor(fragment, Slots(fragment, stored.Weights));
            for (int observable = 0; observable < stored.Observables.Length; observable++)
            {
                double[] expected = StoredCircuits.Numbers(fragmentJson.GetProperty("tensor_min")[observable]);
                int local = plan.Terms[observable].Observables[fragment.Index];
                for (int entry = 0; entry < expected.Length; entry++)
                {
                    Assert.Equal(expected[entry], tensor[(local * fragment.TensorSize) + entry], 1e-11);
                }
            }

            compared++;
        }

        return compared;
    }

    private static string Legs(CutPlan plan, Fragment fragment) => string.Join(" ", fragment.Legs.Select((leg, i) =>
        leg.Cut + (plan.Cuts[leg.Cut].First == new CutSide(fragment.Index, i) ? "L" : "R")));

    private static double[] Slots(Fragment fragment, double[] weights) =>
        [.. fragment.Slots.Select(s => s.Angle.Evaluate(symbol => weights[symbol.Index]))];

    private static double[] Tensor(Fragment fragment, double[] slots)
    {
        ProgramFragmentSimulator simulator = ProgramFragmentSimulator.TryCreate(fragment, int.MaxValue)!;
        double[] tensor = new double[simulator.TensorLength];
        simulator.Evaluate(slots, 1, tensor);
        return tensor;
    }

    private static double Mean(Fragment fragment, double[] tensor, int[] variant, int observable)
    {
        double sum = 0;
        int index = observable * fragment.TensorSize;
        foreach (int[] entry in Combinations(fragment.Legs.Select(l => l.Basis.Dimension)))
        {
            double weight = 1;
            for (int leg = 0; leg < entry.Length; leg++)
            {
                weight *= fragment.Legs[leg].Basis.Expansion[variant[leg], entry[leg]];
            }

            sum += weight * tensor[index++];
        }

        return sum;
    }

    private static double Run(Fragment fragment, double[] slots, int[] variant, PauliString pauli)
    {
        List<ReferenceStep> steps = [];
        List<int> signs = [];
        foreach (Instruction instruction in fragment.Circuit.Instructions)
        {
            if (instruction is CutEnd end)
            {
                LegOperation operation = fragment.Legs[end.Leg].Basis.Operations[variant[end.Leg]];
                steps.AddRange(operation.Steps.Select(s => s is Measurement
                    ? new ReferenceStep.Measure(end.Qubit, end.Leg)
                    : Gate((GateInstruction)s.OnQubits(_ => end.Qubit), slots)));
                signs.AddRange(operation.Measures ? [end.Leg] : []);
            }
            else if (instruction is GateInstruction gate)
            {
                steps.Add(Gate(gate, slots));
            }
        }

        return DenseCircuit.Expectation(fragment.QubitCount, fragment.Legs.Count, steps, pauli.Letters, [.. signs]);
    }

    private static ReferenceStep Gate(GateInstruction gate, double[] slots) => new ReferenceStep.Gate(new(
        gate.Gate.Name, [.. gate.Angles.Select(a => a.Evaluate(s => slots[s.Index]))], [.. gate.Targets]));

    private static IEnumerable<int[]> Combinations(IEnumerable<int> counts) => counts.Aggregate(
        (IEnumerable<int[]>)[[]],
        (all, count) => all.SelectMany(head => Enumerable.Range(0, count).Select(i => (int[])[.. head, i])));
}
