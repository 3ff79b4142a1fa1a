using CutAwareQnn.RemoteWorkers;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The part of a console that runs on .NET.</summary>
internal sealed class RemotePart : IRemotePart
{
    public async Task<IWorkChannel> ListenAsync(string settings, Action<string> notice, CancellationToken cancellationToken)
    {
        HubSettings parsed = HubSettings.Parse(settings) with { Notice = notice };
        HubChannel hub = await HubChannel.Listen(parsed, cancellationToken).ConfigureAwait(false);
        notice($"listening on {hub.Endpoint}");
        return hub;
    }

    public Task WorkAsync(WorkerOffer offer, IJobRunner runner, Action<string> notice, CancellationToken cancellationToken) =>
        new HubWorker(
            WorkerSettings.Parse(offer.Address) with
            {
                Slots = offer.Slots,
                Width = offer.Width,
                Certificates = offer.Certificates,
                Notice = notice,
            },
            runner).Run(cancellationToken);

    public IReadOnlyList<string> MakeCertificates(string folder) => CertificateFolder.Make(folder, TimeProvider.System.GetUtcNow());
}
