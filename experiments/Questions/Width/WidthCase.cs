namespace CutAwareQnn.Experiments;

/// <summary>One training run of a sweep over widths.</summary>
internal sealed record WidthCase(int Qubits, WideObservable Observable, ulong Seed)
{
    /// <summary>The run's folder, below the sweep's.</summary>
    public string Folder => $"width-{Qubits}-{Observable.ToString().ToLowerInvariant()}-seed{Seed}";

    /// <summary>Returns all runs, the narrow ones first.</summary>
    public static IEnumerable<WidthCase> Of(WidthSettings settings) =>
        from qubits in settings.Widths
        from observable in Enum.GetValues<WideObservable>()
        from seed in Enumerable.Range(1, settings.Seeds)
        select new WidthCase(qubits, observable, (ulong)seed);
}
