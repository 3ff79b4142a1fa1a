using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>What a run will take, before anything is submitted.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Circuits">Circuits run, each shifted evaluation of a gradient counted.</param>
/// <param name="Shots">Shots of all of them.</param>
/// <param name="Tasks">Circuits at one row of inputs that the backend is given, in as many parts as its shots per task need.</param>
/// <param name="Submissions">Batches that the backend is sent.</param>
/// <param name="Price">What the backend states of money and time; null where it states nothing.</param>
/// <param name="Rate">Submissions per second that the backend accepts; null without a limit.</param>
/// <param name="Workers">Workers that submit.</param>
public sealed record RunForecast(
    string Backend, long Circuits, long Shots, long Tasks, long Submissions, BackendPrice? Price, double? Rate, int Workers)
{
    /// <summary>The price; null where the backend states none.</summary>
    public double? Cost => Price is { Currency: not null } price ? (Tasks * price.PerTask) + (Shots * price.PerShot) : null;

    /// <summary>The seconds, with all workers busy; null where the backend states nothing.</summary>
    public double? Seconds => Price is { } price && price.SecondsPerTask + price.SecondsPerShot > 0
        ? Math.Max(((Tasks * price.SecondsPerTask) + (Shots * price.SecondsPerShot)) / Workers, Rate is { } rate ? Submissions / rate : 0)
        : Rate is { } alone ? Submissions / alone : null;

    /// <summary>Counts what batches of queries will run: passes are driven with means of 0, so that nothing is simulated.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="workers">Who would execute them.</param>
    /// <exception cref="CutAwareException">A job breaks a limit of the backend.</exception>
    /// <remarks>Where shots are allocated in rounds, means of 0 are the noisiest: the forecast is the most that can be spent.</remarks>
    public static RunForecast Of(IEnumerable<Passes> batches, Workers workers)
    {
        IBackend backend = workers.Backend;
        long circuits = 0, shots = 0, tasks = 0, submissions = 0;
        foreach (Pass pass in batches.SelectMany(b => b.InOrder()))
        {
            foreach (Job job in pass.Generate())
            {
                backend.Limits.Check(job);
                circuits += job.CircuitCount;
                shots += job.ShotCount;
                (long ownTasks, long ownSubmissions) = backend.Tasks(job);
                tasks += ownTasks;
                submissions += ownSubmissions;
                pass.Add(new(job.Index, new double[job.ResultLength]));
            }

            pass.Complete();
        }

        return new(
            backend.Name,
            circuits,
            shots,
            tasks,
            submissions,
            backend.Price,
            backend.Limits.SubmissionsPerSecond,
            Math.Min(workers.Count, backend.WorkerLimit));
    }
}
