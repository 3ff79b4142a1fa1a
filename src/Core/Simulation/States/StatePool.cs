namespace CutAwareQnn.Simulation;

/// <summary>States of one size that a run has finished with and the next can take.</summary>
internal sealed class StatePool(int qubitCount)
{
    private readonly Stack<StateVector> _free = [];

    /// <summary>Returns a state with unspecified amplitudes.</summary>
    public StateVector Rent() => _free.TryPop(out StateVector? state) ? state : new(qubitCount);

    /// <summary>Returns a copy of a state.</summary>
    public StateVector Copy(StateVector state)
    {
        StateVector copy = Rent();
        copy.CopyFrom(state);
        return copy;
    }

    /// <summary>Takes back the states of a branch.</summary>
    public void Return(IEnumerable<StateVector?> states)
    {
        foreach (StateVector? state in states)
        {
            if (state is not null)
            {
                _free.Push(state);
            }
        }
    }
}
