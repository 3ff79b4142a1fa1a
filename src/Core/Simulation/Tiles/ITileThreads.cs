namespace CutAwareQnn.Simulation;

/// <summary>The threads that share the tiles of wide states. Results do not depend on their number.</summary>
public interface ITileThreads
{
    /// <summary>How many there are, at least one.</summary>
    int Count { get; }

    /// <summary>
    /// Calls <paramref name="work"/> once with each number from 0 to <see cref="Count"/> - 1, at the same time if it can.
    /// </summary>
    /// <param name="work">Never throws on its own account; what it throws is passed on after all calls have returned.</param>
    void Run(Action<int> work);
}
