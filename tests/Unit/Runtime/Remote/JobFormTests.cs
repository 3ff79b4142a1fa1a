using System.Globalization;
using System.IO.Hashing;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Remote;

public sealed class JobFormTests
{
    private static readonly DeviceNoise Noise = new(0.01, 0.001, 0.02);

    /// <summary>The bytes of version 1: they change only together with the version.</summary>
    [Fact]
    public void VersionOne_KeepsItsBytes()
    {
        var lines = new List<string>();
        var plans = new HashSet<string>();
        foreach ((string name, Job job) in Small())
        {
            JobForm form = JobForm.Of(job);
            PlanSimulators[] plan = [.. form.Plans.Select(p => new PlanSimulators(PlanForm.Read(p.Bytes)))];
            lines.Add($"{name} job");
            lines.AddRange(Hex(form.Bytes.Span));
            foreach (PlanForm needed in form.Plans.Where(p => plans.Add(p.Digest)))
            {
                lines.Add($"plan {needed.Digest}");
                lines.AddRange(Hex(needed.Bytes.Span));
            }

            lines.Add($"{name} result");
            lines.AddRange(Hex(ResultForm.Write(JobForm.Read(form.Bytes.Span, plan).Execute(), form.Checksum)));
        }

        Golden.Assert(string.Join('\n', lines) + "\n", "JobForms.txt");
    }

    public static TheoryData<string> JointCuts => JointCutTests.Cases;

    /// <summary>Cut ends of any kind, with their tables: ancillas, parallel gates, communication.</summary>
    [Theory]
    [MemberData(nameof(JointCuts))]
    public void JointCuts_GiveTheSameBits(string name)
    {
        (CutPlan plan, double[] weights) = JointCutTests.Planned(name);
        foreach (ShotBudget budget in (ShotBudget[])[ShotBudget.Exact, ShotBudget.Each(100)])
        {
            var estimator = new CutEstimator(plan, new(budget, Seed: 8));
            foreach (Pass pass in estimator.Start([new(3, [], weights)], null).InOrder())
            {
                foreach (Job job in pass.Generate())
                {
                    JobResult here = job.Execute();
                    Assert.Equal(Bits(here.Values), Bits(Elsewhere(job).Values));
                    pass.Add(here);
                }

                pass.Complete();
            }
        }
    }

    /// <summary>Every gate of the table, under controls too, matrices, conditions on long registers, and angles of any form.</summary>
    [Fact]
    public void Circuits_ComeBackAsTheyWere()
    {
        Angle x = Angle.Feature(0);
        Angle w = Angle.Weight(1);
        Angle[] angles =
        [
            0.3, -Math.PI, double.Epsilon, 1e300, w, 2 * w, x - w, (Math.PI - x) * (1 - w), Angle.Apply(AngleFunction.Arctan, x * w),
            Angle.Atan2(x + w, 2 * w), Angle.Power(x + 1, -3),
            Angle.Power(w, 2) * Angle.Apply(AngleFunction.Exp, Angle.Apply(AngleFunction.Sin, x)),
        ];
        int next = 0;
        var builder = new CircuitBuilder(8, 70).Reserve(2, 3);
        foreach (Gate gate in Gates.All.Concat(Enumerable.Range(1, Gates.MostControls).SelectMany(
            c => (Gate[])[Gates.MultiControlledX(c), Gates.MultiControlledPhase(c)])))
        {
            Angle[] given = [.. Enumerable.Range(0, gate.ParameterCount).Select(_ => angles[next++ % angles.Length])];
            builder.Add(gate, given, [.. Enumerable.Range(0, gate.QubitCount)]);
        }

        builder
            .Add(Gate.Unitary(Gates.H.Matrix() * Gates.T.Matrix()), 3)
            .Add(Gate.Unitary(Gates.CU.Matrix(0.1, 0.2, 0.3, 0.4)), 5, 2)
            .Add(new Measurement(4, 69))
            .Add(new Reset(4))
            .Add(new CutAwareQnn.Circuits.Barrier(EquatableArray<int>.Of(7, 0, 3)))
            .Add(new CutAwareQnn.Circuits.Barrier(EquatableArray<int>.Empty))
            .Add(new Conditional(
                new(Enumerable.Range(0, 70).ToEquatableArray(), System.Numerics.BigInteger.Pow(2, 69) + 5, IsNegated: true),
                new Conditional(
                    new(EquatableArray<int>.Of(3), 1),
                    new GateInstruction(Gates.RX, EquatableArray<int>.Of(1), EquatableArray<Angle>.Of(w)))));
        Circuit circuit = builder.Build();
        MeasuredCircuit measured = new(
            circuit, EquatableArray<int>.Of(69, 3), PauliString.Parse("IXYZIIII"), [0.1, -0.0, 3], 17, ulong.MaxValue, 1UL << 63, 5)
        {
            Damping = 0.25,
        };
        var job = new CircuitJob(12, [measured, measured with { Shots = 0 }]);
        var read = (CircuitJob)JobForm.Read(JobForm.Of(job).Bytes.Span, []);
        Assert.Equal(12, read.Index);
        Assert.All(read.Measured, m => Assert.Equal(circuit, m.Circuit));
        Assert.Same(read.Measured[0].Circuit, read.Measured[1].Circuit);
        Assert.Equal(circuit.Instructions.Select(i => i.ToString()), read.Measured[0].Circuit.Instructions.Select(i => i.ToString()));
        Assert.Equal(measured with { Circuit = null!, Angles = null! }, read.Measured[0] with { Circuit = null!, Angles = null! });
        Assert.Equal(Bits(measured.Angles), Bits(read.Measured[0].Angles));
    }

    [Fact]
    public void Doubles_KeepTheirBits()
    {
        double[] values =
        [
            0.0, -0.0, double.NaN, BitConverter.Int64BitsToDouble(0x7FF8_0000_DEAD_BEEF),
            BitConverter.Int64BitsToDouble(unchecked((long)0xFFF0_0000_0000_0001)),
            double.Epsilon, -double.Epsilon, double.MaxValue, double.NegativeInfinity, Math.PI,
        ];
        JobResult read = ResultForm.Read(ResultForm.Write(new(7, values, 0.5), 99), 99);
        Assert.Equal(Bits(values), Bits(read.Values));
        Assert.Equal((7, 0.5), (read.Job, read.Completeness));

        double[] angles = values[1..(1 + Simulators[0].Fragment.Slots.Count)];
        var fragment = new FragmentJob(0, Simulators[0], angles, [ulong.MaxValue], (FragmentShots?)null);
        var again = (FragmentJob)JobForm.Read(JobForm.Of(fragment).Bytes.Span, [new(PlanForm.Of(Simulators[0].Fragment))]);
        Assert.Equal(Bits(fragment.Angles), Bits(again.Angles));
        Assert.Equal([ulong.MaxValue], again.Queries);
    }

    /// <summary>CRC-32 finds every error of one byte.</summary>
    [Fact]
    public void AFlippedByte_IsRefused()
    {
        foreach ((_, Job job) in Small())
        {
            JobForm form = JobForm.Of(job);
            PlanSimulators[] plan = [.. form.Plans.Select(p => new PlanSimulators(p))];
            Flip(form.Bytes, bytes => JobForm.Read(bytes, plan));
            foreach (PlanForm needed in form.Plans)
            {
                Flip(needed.Bytes, bytes => PlanForm.Read(bytes));
            }
        }

        Flip(ResultForm.Write(new(3, [1, 2, 3]), 9), bytes => ResultForm.Read(bytes, 9));

        static void Flip(ReadOnlyMemory<byte> form, Action<byte[]> read)
        {
            for (int at = 0; at < form.Length; at++)
            {
                foreach (byte mask in (byte[])[0x01, 0x80, 0xFF])
                {
                    byte[] bytes = form.ToArray();
                    bytes[at] ^= mask;
                    OneLine(Assert.Throws<BackendException>(() => read(bytes)));
                }
            }
        }
    }

    /// <summary>With a checksum that fits, a changed job is run or refused in one line, and nothing else.</summary>
    [Fact]
    public void AChangedByteWithItsChecksum_IsRunOrRefused()
    {
        int refused = 0;
        foreach ((_, Job job) in Small())
        {
            JobForm form = JobForm.Of(job);
            PlanSimulators[] plan = [.. form.Plans.Select(p => new PlanSimulators(p))];
            Change(form.Bytes, bytes =>
            {
                Job read = JobForm.Read(bytes, plan);
                if (read.ShotCount <= 1L << 52)
                {
                    read.Execute();
                }
            });
            foreach (PlanForm needed in form.Plans)
            {
                Change(needed.Bytes, bytes => PlanForm.Read(bytes));
            }
        }

        Assert.InRange(refused, 1000, int.MaxValue);

        void Change(ReadOnlyMemory<byte> form, Action<byte[]> read)
        {
            for (int at = 0; at < form.Length - 4; at++)
            {
                foreach (byte mask in (byte[])[0x01, 0x80, 0xFF])
                {
                    byte[] bytes = form.ToArray();
                    bytes[at] ^= mask;
                    Crc32.Hash(bytes.AsSpan(..^4), bytes.AsSpan(^4..));
                    try
                    {
                        read(bytes);
                    }
                    catch (CutAwareException error)
                    {
                        OneLine(error);
                        refused++;
                    }
                }
            }
        }
    }

    [Fact]
    public void CutShort_ForeignOrNewer_IsRefusedInOneLine()
    {
        JobForm form = JobForm.Of(Small()[0].Job);
        var plan = new PlanSimulators(form.Plans[0]);
        byte[] whole = form.Bytes.ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            OneLine(Assert.Throws<BackendException>(() => JobForm.Read(whole.AsSpan(0, length), [plan])));
        }

        Refused("a job form of {0} bytes arrived as {1} bytes; send it again", [.. whole, 0]);
        Refused("3 bytes are no job form; send what the program's own version of it wrote", [1, 2, 3]);
        Refused(
            "{0} bytes are no job form; send what the program's own version of it wrote",
            ResultForm.Write(new(0, new double[(whole.Length - 40) / 8]), 0).Concat(new byte[whole.Length]).Take(whole.Length).ToArray());
        byte[] newer = [.. whole];
        newer[4] = 2;
        Refused("a job form has version 2 but this program reads version 1; run one version of the program everywhere", newer);
        byte[] unknown = [.. whole];
        unknown[6] = 9;
        Crc32.Hash(unknown.AsSpan(..^4), unknown.AsSpan(^4..));
        Refused("a job form does not describe one: jobs of kind 9 are unknown; send what the program's own version of it wrote", unknown);

        var other = new PlanSimulators(PlanForm.Of(SmallCircuits.Plan("AB").Fragments));
        Assert.Equal(
            $"a job form refers to plan {form.Plans[0].Digest}, which was not given; give the plan with this digest",
            Assert.Throws<BackendException>(() => JobForm.Read(whole, [other])).Message);

        void Refused(string message, byte[] bytes) => Assert.Equal(
            string.Format(CultureInfo.InvariantCulture, message, whole.Length, bytes.Length),
            Assert.Throws<BackendException>(() => JobForm.Read(bytes, [plan])).Message);
    }

    [Fact]
    public void AResultForAnotherJob_IsRefused() => Assert.Equal(
        "a result for batch 3 answers another job; return what was submitted",
        Assert.Throws<BackendException>(() => ResultForm.Read(ResultForm.Write(new(3, []), 8), 9)).Message);

    [Fact]
    public void EqualFragments_ShareAPlan()
    {
        CutPlan plan = SmallCircuits.Plan("ABCD");
        PlanForm[] forms = [.. plan.Fragments.Select(PlanForm.Of)];
        Assert.Equal(forms[1].Digest, forms[2].Digest);
        Assert.Equal(3, forms.Select(f => f.Digest).Distinct().Count());
        Assert.Same(forms[0], PlanForm.Of(plan.Fragments[0]));
    }

    [Fact]
    public void WhatCannotTravel_IsRefusedWithItsReason()
    {
        Fragment fragment = Simulators[0].Fragment;
        var program = ProgramFragmentSimulator.TryCreate(fragment, 30_000)!;
        double[] angles = new double[fragment.Slots.Count];
        Assert.Equal(
            "fragment 0 has a simulator of its own, which other machines do not have; use the estimator's simulators",
            Assert.Throws<BackendException>(() => JobForm.Of(new FragmentJob(0, program, angles, [1], (FragmentShots?)null))).Message);
        var shots = new FragmentShots(new(fragment), 1, 0, new long[new FragmentMeasurements(fragment).Variants.Count]);
        Assert.Equal(
            "batch 4 samples other circuits than its simulator's, which has no form; use one set of measurements per batch",
            Assert.Throws<BackendException>(() => JobForm.Of(new FragmentJob(4, Simulators[1], angles, [1], shots))).Message);
    }

    [Fact]
    public void AGroup_RefersToThePlansOfItsJobs()
    {
        Job[] jobs = [.. Small().Select(s => s.Job)];
        JobForm form = JobForm.Of(new JobGroup(6, jobs.Where(j => j is not JobGroup).ToArray()));
        Assert.Equal(2, form.Plans.Count);
        Assert.Equal(form.Plans.Select(p => p.Digest), JobForm.PlansOf(form.Bytes.Span));
        var group = (JobGroup)JobForm.Read(form.Bytes.Span, [.. form.Plans.Select(p => new PlanSimulators(p))]);
        Assert.Equal(Bits([.. group.Jobs.SelectMany(j => j.Execute().Values)]), Bits(group.Execute().Values));
        Assert.Equal(jobs.Where(j => j is not JobGroup).Select(j => j.Index), group.Jobs.Select(j => j.Index));
        byte[] nested = JobForm.Of(new JobGroup(0, [group])).Bytes.ToArray();
        Refused(() => JobForm.Read(nested, []));
        Refused(() => JobForm.PlansOf(nested));

        static void Refused(Action read) =>
            Assert.Contains("a group is in a group", Assert.Throws<BackendException>(read).Message, StringComparison.Ordinal);
    }

    // A CX cut between a qubit with an angle that is a feature and one with two that are weights.
    private static CutPlan Tiny { get; } = CutPlanner.Plan(
        new CircuitBuilder(2)
            .Add(Gates.RY, Angle.Feature(0), 0)
            .Add(Gates.RY, Angle.Weight(0), 1)
            .Add(Gates.CX, 0, 1)
            .Add(Gates.RX, 2 * Angle.Weight(1), 1)
            .Build(),
        PauliSum.Parse("ZZ - 0.5*XI"),
        PartitionLabels.Parse("AB", 2),
        PlanSettings.Plain);

    private static IReadOnlyList<FragmentSimulator> Simulators { get; } = new LeanPlan(Tiny, new(ShotBudget.Exact)).Simulators;

    // One job of each kind and kind of shots.
    private static List<(string Name, Job Job)> Small()
    {
        CutPlan plan = Tiny;
        EstimatorQuery[] queries = [new(7, [0.5], [0.25, -0.75]), new(8, [-0.0], [0.25, -0.75])];
        VariantCircuit measuring = VariantCircuit.Build(plan.Fragments[0], [2]);
        return
        [
            ("exact", First(new(ShotBudget.Exact, 5))),
            ("state vectors", First(new(ShotBudget.Exact, 5)).GateByGate()),
            ("shared shots", First(new(ShotBudget.Each(1000), 5))),
            ("noisy", First(new(ShotBudget.Each(1000), 5)).On(Noise)),
            ("own shots", First(new(ShotBudget.InTotal(100_000), 5, Allocation: ShotAllocation.Optimal))),
            ("backward", new BackwardJob(
                1, Simulators[0], [.. Enumerable.Range(0, Simulators[0].Fragment.Slots.Count).Select(i => 0.25 * i)],
                [.. Enumerable.Range(0, Simulators[0].TensorLength).Select(i => i - 1.5)], 1)),
            ("circuits", new CircuitJob(2, [new(
                measuring.Circuit, measuring.SignBits, PauliString.Parse("Z"), [0.125], 500, 1, 2, 3) { Damping = 0.5 }])),
            ("drawn", First(new(ShotBudget.InTotal(30), 5, Allocation: ShotAllocation.Sampled))),
            ("group", new JobGroup(3, [First(new(ShotBudget.Exact, 5)), First(new(ShotBudget.Exact, 5)).GateByGate()])),
        ];

        Job First(EstimatorSettings settings) => new CutEstimator(plan, settings).Start(queries, null).InOrder().First().Generate()[0];
    }

    private static JobResult Elsewhere(Job job)
    {
        JobForm form = JobForm.Of(job);
        PlanSimulators[] plan = [.. form.Plans.Select(p => new PlanSimulators(PlanForm.Read(p.Bytes.ToArray())))];
        return ResultForm.Read(ResultForm.Write(JobForm.Read(form.Bytes.Span, plan).Execute(), form.Checksum), form.Checksum);
    }

    private static void OneLine(CutAwareException error)
    {
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("Exception", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Hex(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(bytes).Chunk(64).Select((line, i) => $"{32 * i:x4} {new string(line)}").ToArray();

    private static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
