namespace CutAwareQnn.Runtime;

/// <summary>A file that is published on the network.</summary>
/// <param name="Name">Its name, the same on every mirror.</param>
/// <param name="Sha256">The SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="Mirrors">Folders that hold it, each ending in a slash; tried in order.</param>
public sealed record RemoteFile(string Name, string Sha256, IReadOnlyList<Uri> Mirrors);
