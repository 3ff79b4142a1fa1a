using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Threading.Channels;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Runs jobs in their wire form in this process, one per thread at a time; further ones wait for a thread.</summary>
public sealed class JobRunner : IJobRunner
{
    /// <summary>Plans that are held unless another number is given: the distinct fragments of a circuit of hundreds of qubits.</summary>
    public const int DefaultPlans = 1024;

    private readonly PlanCache _plans;
    private readonly Channel<IScheduler> _free;
    private readonly int? _width;

    /// <summary>Creates a runner.</summary>
    /// <param name="threads">Where jobs are executed; the caller disposes them after the last job.</param>
    /// <param name="width">Qubits of the widest circuit that it runs; null where only memory limits it.</param>
    /// <param name="plans">Plans that are held, at least 1.</param>
    /// <param name="tiles">The threads that share the states of wide fragments; null for the job's own.</param>
    public JobRunner(WorkerThreads threads, int? width = null, int plans = DefaultPlans, ITileThreads? tiles = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plans, 1);
        _width = width;
        _plans = new(plans, plan => new(plan, tiles));
        _free = Channel.CreateUnbounded<IScheduler>();
        foreach (IScheduler thread in threads.Schedulers)
        {
            _free.Writer.TryWrite(thread);
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> Run(
        ReadOnlyMemory<byte> job, Func<string, CancellationToken, Task<ReadOnlyMemory<byte>>> fetch, CancellationToken cancel)
    {
        PlanSimulators[] plans = await Task.WhenAll(JobForm.PlansOf(job.Span).Select(digest => _plans.Get(digest, fetch, cancel)))
            .ConfigureAwait(false);
        IScheduler thread = await _free.Reader.ReadAsync(cancel).ConfigureAwait(false);
        try
        {
            return await Observable.Return(job, thread)
                .Select(form => Execute(form, plans, cancel))
                .ToTask(CancellationToken.None)
                .ConfigureAwait(false);
        }
        finally
        {
            _free.Writer.TryWrite(thread);
        }
    }

    private ReadOnlyMemory<byte> Execute(ReadOnlyMemory<byte> form, PlanSimulators[] plans, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            // Before anything is made for a plan that is too wide.
            CheckWidth(plans.Select(p => p.Plan.Width).DefaultIfEmpty().Max());
            Job job = JobForm.Read(form.Span, plans);
            CheckWidth(job.Width);
            return ResultForm.Write(job.Execute(), JobForm.ChecksumOf(form.Span));
        }
        catch (BackendException)
        {
            throw;
        }
        catch (CutAwareException error)
        {
            throw new BackendException(error.Message, error);
        }
        catch (Exception error)
        {
            throw new BackendException($"the simulation failed: {error.Message.ReplaceLineEndings(" ")}", error) { IsFailure = true };
        }
    }

    private void CheckWidth(int width)
    {
        if (width > _width)
        {
            throw new BackendException(string.Create(
                CultureInfo.InvariantCulture,
                $"a job needs {Counted.Of(width, "qubit")} but this worker runs {_width}; "
                + $"send it to a wider worker, or cut into smaller fragments"));
        }
    }
}
