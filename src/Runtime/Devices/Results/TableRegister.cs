namespace CutAwareQnn.Runtime;

/// <summary>A register as a file describes it.</summary>
/// <param name="Name">Its name; null where the file gives only its place among the registers.</param>
/// <param name="Size">Its bits, as far as the file shows them.</param>
/// <param name="HasSize">Whether the file states the size; else further bits may exist that were not measured.</param>
internal sealed record TableRegister(string? Name, int Size, bool HasSize = true);
