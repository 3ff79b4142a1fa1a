namespace CutAwareQnn.RemoteWorkers;

/// <summary>What a certificate is for. A worker's is no coordinator's, so a worker cannot pass itself off as one.</summary>
public enum CertificateRole
{
    /// <summary>The coordinator, which listens.</summary>
    Coordinator,

    /// <summary>A worker, which dials in.</summary>
    Worker,
}
