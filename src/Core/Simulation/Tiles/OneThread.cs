namespace CutAwareQnn.Simulation;

/// <summary>The caller's thread alone.</summary>
public sealed class OneThread : ITileThreads
{
    private OneThread()
    {
    }

    /// <summary>The only one.</summary>
    public static OneThread Instance { get; } = new();

    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public void Run(Action<int> work) => work(0);
}
