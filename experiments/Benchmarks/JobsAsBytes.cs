using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// What does it cost to send a job of 1 KB as bytes? 32 queries of a fragment with three bound angles, exact: written; and written, read,
/// and its result written and read. The baseline only runs the job.
/// </summary>
public class JobsAsBytes
{
    private const int QueryCount = 32;

    private Job _job = null!;
    private PlanSimulators _plan = null!;
    private JobResult _result = null!;

    [GlobalSetup]
    public void Prepare()
    {
        Circuit circuit = new CircuitBuilder(2).Add(new RealAmplitudes(2, Entanglement.Linear)).Build();
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZ"), PartitionLabels.Parse("AB", 2));
        EstimatorQuery[] queries = [.. Enumerable.Range(0, QueryCount)
            .Select(q => new EstimatorQuery((ulong)q, [], [.. Enumerable.Range(0, 6).Select(w => 0.1 * (w + q))]))];
        _job = new CutEstimator(plan, new(ShotBudget.Exact)).Start(queries, null).InOrder().First().Generate()[0];
        JobForm form = JobForm.Of(_job);
        _plan = new(form.Plans[0]);
        _result = _job.Execute();
        if (form.Bytes.Length is < 1000 or > 1200 || !_result.Values.SequenceEqual(There().Execute().Values))
        {
            throw new InvalidOperationException($"the job has {form.Bytes.Length} bytes, or gives other values");
        }
    }

    [Benchmark(Baseline = true)]
    public JobResult Run() => _job.Execute();

    [Benchmark]
    public int Write() => JobForm.Of(_job).Bytes.Length;

    [Benchmark]
    public double ThereAndBack()
    {
        There();
        byte[] answer = ResultForm.Write(_result, 7);
        return ResultForm.Read(answer, 7).Completeness;
    }

    private Job There()
    {
        ReadOnlySpan<byte> form = JobForm.Of(_job).Bytes.Span;
        return JobForm.PlansOf(form)[0] == _plan.Plan.Digest
            ? JobForm.Read(form, [_plan])
            : throw new InvalidOperationException("another plan");
    }
}
