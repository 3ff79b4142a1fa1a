using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Hands small jobs of a pass over together, and takes their results apart.</summary>
internal static class SmallJobs
{
    // A circuit that is built and simulated on its own takes about 10 µs however small it is, as long as 50,000 operations of a program.
    private const double WorkPerCircuit = 5e4;

    /// <summary>
    /// Groups jobs of one width, in their order, until a group has the least work; the last group of a width may have less. A narrow job
    /// stays one that narrow workers run.
    /// </summary>
    /// <returns>The jobs themselves where all have the least work; else groups, each with its place as its index.</returns>
    public static IReadOnlyList<Job> Together(IReadOnlyList<Job> jobs, double leastWork)
    {
        if (leastWork <= 0 || jobs.Count < 2 || jobs.All(job => WorkOf(job) >= leastWork))
        {
            return jobs;
        }

        var closed = new List<List<Job>>();
        var open = new Dictionary<int, (List<Job> Jobs, double Work)>();
        foreach (Job job in jobs)
        {
            if (!open.TryGetValue(job.Width, out (List<Job> Jobs, double Work) group))
            {
                group = ([], 0);
                closed.Add(group.Jobs);
            }

            group.Jobs.Add(job);
            group.Work += WorkOf(job);
            if (group.Work >= leastWork)
            {
                open.Remove(job.Width);
            }
            else
            {
                open[job.Width] = group;
            }
        }

        return [.. closed.Select((group, index) => new JobGroup(index, group))];
    }

    /// <summary>Divides the result of a group into those of its jobs.</summary>
    public static IEnumerable<JobResult> Apart(Job sent, JobResult result) => ((JobGroup)sent).Split(result);

    private static double WorkOf(Job job) => Math.Max(job.Work, job.Fragment is null ? WorkPerCircuit * job.CircuitCount : 0);
}
