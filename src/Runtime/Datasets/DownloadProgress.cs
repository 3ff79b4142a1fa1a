namespace CutAwareQnn.Runtime;

/// <summary>How far a download has come.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Received">Bytes received.</param>
/// <param name="Total">Bytes in all; null where the mirror does not send it.</param>
public sealed record DownloadProgress(string Name, long Received, long? Total);
