namespace CutAwareQnn.Circuits;

/// <content>X and the phase gate under many controls.</content>
public static partial class Gates
{
    /// <summary>Most controls of a gate that stays one gate: its matrix has 256 rows. Gates with more controls are written out.</summary>
    public const int MostControls = 7;

    private static readonly Lazy<Gate[]> ManyX = new(() => Family(CCX!, controls => controls <= 4 ? $"c{controls}x" : "mcx"));

    private static readonly Lazy<Gate[]> ManyPhases = new(() => Family(CP!, _ => "mcphase"));

    /// <summary>Returns X under 1 to <see cref="MostControls"/> controls, which are the first qubits.</summary>
    /// <remarks>The names are <c>cx</c>, <c>ccx</c>, <c>c3x</c>, <c>c4x</c>, and <c>mcx</c> for more.</remarks>
    public static Gate MultiControlledX(int controlCount) => controlCount switch
    {
        1 => CX,
        2 => CCX,
        _ => Member(ManyX.Value, controlCount, first: 3),
    };

    /// <summary>Returns the phase gate under 1 to <see cref="MostControls"/> controls: the phase e^{it} where all qubits are 1.</summary>
    /// <remarks>The name is <c>cp</c> for one control and <c>mcphase</c> for more.</remarks>
    public static Gate MultiControlledPhase(int controlCount) =>
        controlCount == 1 ? CP : Member(ManyPhases.Value, controlCount, first: 2);

    /// <summary>
    /// Finds a gate by name and number of qubits, <c>mcx</c> and <c>mcphase</c> of any size included; null if there is none.
    /// </summary>
    internal static Gate? Find(string name, int qubitCount) => (name, qubitCount - 1) switch
    {
        ("mcx", >= 1 and <= MostControls and int controls) => MultiControlledX(controls),
        ("mcphase" or "mcp", >= 1 and <= MostControls and int controls) => MultiControlledPhase(controls),
        _ => Find(name) is { } gate && gate.QubitCount == qubitCount ? gate : null,
    };

    /// <summary>Returns the gate that applies another under one more control; null where there is none.</summary>
    internal static Gate? UnderControl(Gate gate) => Table.Concat(ManyX.Value).Concat(ManyPhases.Value)
        .FirstOrDefault(g => ReferenceEquals(g.Controlled, gate));

    private static Gate Member(Gate[] family, int controlCount, int first) => controlCount >= first && controlCount <= MostControls
        ? family[controlCount - first]
        : throw new CircuitException($"a gate with {Counted.Of(controlCount, "control")} was requested; give 1 to {MostControls}");

    // The gates that follow a gate of the table, each with one control more than the one before.
    private static Gate[] Family(Gate before, Func<int, string> name)
    {
        var family = new List<Gate>();
        for (int controls = before.QubitCount; controls <= MostControls; controls++)
        {
            Gate inner = before;
            Gate? gate = null;
            gate = new(
                name(controls),
                controls + 1,
                angles => inner.Matrix(angles).Controlled(),
                angles => new(gate!, angles.Select(a => -a).ToEquatableArray()),
                inner.IsDiagonal,
                [.. inner.ShiftRules])
            {
                Controlled = inner,
            };
            family.Add(gate);
            before = gate;
        }

        return [.. family];
    }
}
