using System.Diagnostics;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>Renews a worker's lease from a thread of its own, which computing cannot starve, until the link is lost.</summary>
internal sealed class Renewer(HubLink link, HeldJobs held)
{
    // Four renewals per lease, so that one may be lost on the way.
    private readonly TimeSpan _interval = link.Welcome.Lease / 4;
    private readonly TimeSpan _limit = link.Welcome.Lease * 2;

    public void Start() => new Thread(Renew) { Name = "lease", IsBackground = true, Priority = ThreadPriority.AboveNormal }.Start();

    private void Renew()
    {
        var sinceLast = Stopwatch.StartNew();
        while (!link.Lost.WaitHandle.WaitOne(_interval))
        {
            try
            {
                Task<Renewal> renewal = link.Hub.Renew(link.Welcome.Session, held.Ids);
                if (renewal.Wait(_limit, link.Lost))
                {
                    if (!renewal.Result.IsKnown)
                    {
                        break;
                    }

                    held.Cancel(renewal.Result.Unwanted);
                    sinceLast.Restart();
                }
            }
#pragma warning disable CA1031 // However a call fails, dialling again is the remedy.
            catch (Exception)
#pragma warning restore CA1031
            {
                break;
            }

            if (sinceLast.Elapsed > _limit)
            {
                break;
            }
        }

        link.Lose();
    }
}
