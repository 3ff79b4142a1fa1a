using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>Standard output that cannot be written.</summary>
internal sealed class OutputException(Exception cause) : CutAwareException(
    $"standard output cannot be written: {cause.Message.TrimEnd('.')}; free space there, or redirect it to a file", cause);
