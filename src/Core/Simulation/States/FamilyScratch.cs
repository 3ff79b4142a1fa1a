namespace CutAwareQnn.Simulation;

/// <summary>Room for a vector as long as a state, allocated when it is first used.</summary>
internal sealed class FamilyScratch(int qubitCount)
{
    private double[]? _re;
    private double[]? _im;

    /// <summary>Returns room for so many complex numbers, unspecified at first; at most as many as a state has.</summary>
    public Amplitudes Of(int length)
    {
        _re ??= new double[Lanes.PaddedLength(qubitCount)];
        _im ??= new double[_re.Length];
        return new(_re.AsSpan(0, length), _im.AsSpan(0, length));
    }
}
