using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What the engine of workers on other machines does for the console.</summary>
internal interface IRemotePart
{
    /// <summary>Opens a hub.</summary>
    /// <param name="settings">What follows <c>workers:</c>.</param>
    /// <param name="notice">Called with one line per event that a user wants to know of.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<IWorkChannel> ListenAsync(string settings, Action<string> notice, CancellationToken cancellationToken);

    /// <summary>Works for a hub until cancelled.</summary>
    /// <param name="offer">Where, and what it offers.</param>
    /// <param name="runner">Runs the jobs.</param>
    /// <param name="notice">Called with one line per event that a user wants to know of.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task WorkAsync(WorkerOffer offer, IJobRunner runner, Action<string> notice, CancellationToken cancellationToken);

    /// <summary>Makes an authority and the certificates of both sides.</summary>
    /// <param name="folder">Where to.</param>
    /// <returns>The files.</returns>
    IReadOnlyList<string> MakeCertificates(string folder);
}
