using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;
using CutAwareQnn.Unit.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>
/// The measured variants of a fragment and the law of their shots, compared with variant circuits run as a device runs them.
/// </summary>
public sealed class FragmentMeasurementsTests
{
    private const string Ten = "ZZZZ - 0.5*IXZI + 0.25*ZIII + XXII + IIXX - YYII + 2*IZZI + 0.1*XIIX + IIII + IIZZ";

    public static TheoryData<string> Sums => ["ZZZZ", Ten, "ZZII + IZZI + IIZZ + XIII + IXII + IIXI + IIIX", "IIII + YXYX + YIII + IIIX"];

    [Theory]
    [MemberData(nameof(Sums))]
    public void Moments_AreTheMeansOfProductsOfReadings_OfOneRun(string sum)
    {
        foreach (Fragment fragment in Plans(sum).SelectMany(p => p.Fragments))
        {
            var measurements = new FragmentMeasurements(fragment);
            double[] slots = [.. fragment.Slots.Select((_, s) => 0.3 + (0.71 * s))];
            double[] moments = new double[measurements.MomentCount];
            measurements.Moments(Tensors(measurements.Measured, slots), moments);
            foreach (MeasuredVariant variant in measurements.Variants)
            {
                int[] run = Run(fragment, variant);
                VariantCircuit circuit = VariantCircuit.Build(fragment, run);
                foreach (Reading[] product in Products(variant))
                {
                    int parity = product.Aggregate(0, (p, r) => p ^ r.Parity);
                    double expected = CircuitSimulator.Expectation(
                        circuit.Circuit, [], slots, circuit.Observe(Product(fragment, product)), SignBits(fragment, circuit, run, product));
                    Assert.Equal(expected, parity == 0 ? 1 : moments[variant.FirstMoment + parity - 1], 1e-12);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sums))]
    public void Means_AreThoseOfTheVariants(string sum)
    {
        foreach (Fragment fragment in Plans(sum).SelectMany(p => p.Fragments))
        {
            var measurements = new FragmentMeasurements(fragment);
            double[] slots = [.. fragment.Slots.Select((_, s) => 0.3 + (0.71 * s))];
            double[] moments = new double[measurements.MomentCount];
            measurements.Moments(Tensors(measurements.Measured, slots), moments);
            double[] means = new double[measurements.ReadingCount];
            measurements.Means(moments, means);
            var expansion = LegTransform.Expansion(fragment);
            double[] tensors = Tensors(fragment, slots);
            double[] expected = new double[means.Length];
            for (int o = 0; o < fragment.Observables.Count; o++)
            {
                expansion.Apply(
                    tensors.AsSpan(o * fragment.TensorSize, fragment.TensorSize),
                    expected.AsSpan(o * fragment.VariantCount, fragment.VariantCount));
            }

            Assert.All(means.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        }
    }

    [Fact]
    public void Measurements_OfOnePauliString_AreTheVariants()
    {
        Fragment fragment = StudyCircuit.Plan("AABC").Fragments[1];
        var measurements = new FragmentMeasurements(fragment);
        Assert.True(measurements.IsPlain);
        Assert.Equal(fragment.VariantCount, measurements.Variants.Count);
        Assert.Same(fragment, measurements.Measured);
    }

    [Fact]
    public void Measurements_OfCommutingStrings_AreShared()
    {
        // Qubits 0 and 1 of AABB see ZZ, ZI, IZ and XX: two bases.
        CutPlan plan = StudyCircuit.Plan("AABB", PauliSum.Parse("ZZZZ + ZZZI + ZZIZ + ZZXX"));
        Assert.Equal(2 * 5, new FragmentMeasurements(plan.Fragments[0]).Variants.Count);
        Assert.Equal(1 * 5, new FragmentMeasurements(plan.Fragments[1]).Variants.Count);
    }

    [Theory]
    [InlineData("ZZZ", 2)]
    [InlineData("ZZI", 1)]
    public void WireEnd_IsDiscardedByTheRunThatMeasuresZ(string observable, int readings)
    {
        // Three variants upstream. Z is read with its sign and without; where nothing else is observed, the latter is known to be 1.
        FragmentMeasurements[] measurements = [.. WirePlan(PauliSum.Parse(observable)).Fragments.Select(f => new FragmentMeasurements(f))];
        FragmentMeasurements upstream = measurements.Single(s => s.Fragment.Legs[0].Basis.IsWireOut);
        Assert.Equal([1, 1, readings], upstream.Variants.Select(s => s.Readings.Length));
        Assert.Equal(6, measurements.Single(s => !s.Fragment.Legs[0].Basis.IsWireOut).Variants.Count);
    }

    [Fact]
    public void Group_OfManyIndependentStrings_IsSplit()
    {
        string[] strings =
            [.. Enumerable.Range(0, 12).Select(q => new string([.. Enumerable.Range(0, 12).Select(i => i == q ? 'Z' : 'I')]))];
        var builder = new CircuitBuilder(12);
        for (int q = 0; q < 11; q++)
            builder.Add(Gates.RXX, 0.3, q, q + 1);
        Fragment fragment =
            CutPlanner.Plan(builder.Build(), PauliSum.Parse(string.Join(" + ", strings)), PartitionLabels.None(12)).Fragments[0];
        var measurements = new FragmentMeasurements(fragment);
        Assert.Equal([5, 5, 2], measurements.Variants.Select(s => s.Rank));
    }

    private static IEnumerable<CutPlan> Plans(string sum)
    {
        PauliSum observable = PauliSum.Parse(sum);
        yield return StudyCircuit.Plan("AABC", observable);
        yield return StudyCircuit.Plan("ABAB", observable);
        yield return CutPlanner.Plan(Swapped(), observable, PartitionLabels.Parse("AABB", 4));
        PauliSum three = new(observable.Terms.Select(t => new PauliTerm(t.Coefficient, PauliString.Parse(t.String.Letters[1..]))));
        yield return WirePlan(three);
        foreach (string joint in new[] { "two gates in parallel", "two gates and ancillas" })
        {
            CutPlan plan = ShotCircuits.Take(joint).Plan;
            yield return CutPlanner.Plan(plan.Circuit, observable, [.. plan.Cuts.Select(c => c.Cut)]);
        }
    }

    private static Circuit Swapped() => new CircuitBuilder(4)
        .Add(Gates.RY, 0.4, 0).Add(Gates.RY, 1.1, 1).Add(Gates.RX, -0.7, 2).Add(Gates.RY, 2.0, 3)
        .Add(Gates.CX, 0, 1).Add(Gates.CX, 2, 3)
        .Add(Gates.Swap, 1, 2)
        .Add(Gates.CX, 0, 1).Add(Gates.RX, 0.9, 2).Add(Gates.CX, 2, 3).Build();

    // A wire in the middle of three qubits, cut between its two gates.
    private static CutPlan WirePlan(PauliSum observable) => CutPlanner.Plan(
        new CircuitBuilder(3)
            .Add(Gates.RY, 0.4, 0).Add(Gates.RY, 1.1, 1).Add(Gates.RX, -0.7, 2)
            .Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Add(Gates.RX, 0.3, 1).Build(),
        observable,
        [new WireCut(1, 3)]);

    private static double[] Tensors(Fragment fragment, double[] slots)
    {
        var simulator = new StateVectorFragmentSimulator(fragment);
        double[] tensors = new double[simulator.TensorLength];
        simulator.Evaluate(slots, 1, tensors);
        return tensors;
    }

    private static int[] Digits(Fragment fragment, int reading)
    {
        int variant = reading % fragment.VariantCount;
        int[] digits = new int[fragment.Legs.Count];
        for (int l = digits.Length - 1; l >= 0; l--)
        {
            digits[l] = variant % fragment.Legs[l].Basis.Operations.Count;
            variant /= fragment.Legs[l].Basis.Operations.Count;
        }

        return digits;
    }

    // The operation that measures, where readings differ in theirs.
    private static int[] Run(Fragment fragment, MeasuredVariant variant) =>
    [
        .. Enumerable.Range(0, fragment.Legs.Count).Select(l => variant.Readings
            .Select(r => Digits(fragment, r.Index)[l])
            .OrderByDescending(o => fragment.Legs[l].Basis.Operations[o].Measures)
            .First()),
    ];

    private static IEnumerable<Reading[]> Products(MeasuredVariant variant) => variant.Readings.SelectMany(a => variant.Readings.SelectMany(
        b => new Reading[][] { [a], [a, b], [a, b, variant.Readings[^1]] }));

    private static PauliString Product(Fragment fragment, Reading[] readings) => PauliString.Of(
        Enumerable.Range(0, fragment.QubitCount).Select(q =>
        {
            Pauli[] letters = [.. readings.Select(r => fragment.Observables[r.Index / fragment.VariantCount][q]).Where(p => p != Pauli.I)];
            Assert.True(letters.Distinct().Count() <= 1);
            return letters.Length % 2 == 0 ? Pauli.I : letters[0];
        }));

    // The bits of the legs whose outcome an odd number of readings use; the variant measures its legs in the circuit's order.
    private static int[] SignBits(Fragment fragment, VariantCircuit variant, int[] run, Reading[] readings)
    {
        int[] measured =
        [
            .. fragment.Circuit.Instructions.OfType<CutEnd>()
                .Where(e => fragment.Legs[e.Leg].Basis.Operations[run[e.Leg]].StepsAt[e.Place].Any(s => s is Measurement { Bit: 0 }))
                .Select(e => e.Leg),
        ];
        Assert.Equal(measured.Length, variant.SignBits.Count);
        return
        [
            .. measured.Index()
                .Where(m => readings.Count(r => Digits(fragment, r.Index)[m.Item] == run[m.Item]) % 2 == 1)
                .Select(m => variant.SignBits[m.Index]),
        ];
    }
}
