namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A gate that a program may use: a row of the gate table, a body of calls, or neither (opaque).</summary>
internal sealed class GateDefinition
{
    private GateDefinition(string name, int parameterCount, int qubitCount, GateOrigin origin, Gate? row, GateCall[]? body)
    {
        Name = name;
        ParameterCount = parameterCount;
        QubitCount = qubitCount;
        Origin = origin;
        Row = row;
        Body = body;
        Size = qubitCount;
        foreach (GateCall call in body ?? [])
        {
            Size = Math.Min(Size + (call.Gate?.Size ?? call.Qubits.Length), Expansion.LargestSize + 1);
            Depth = Math.Max(Depth, 1 + (call.Gate?.Depth ?? 0));
        }
    }

    public string Name { get; }

    public int ParameterCount { get; }

    public int QubitCount { get; }

    public GateOrigin Origin { get; }

    public Gate? Row { get; }

    public GateCall[]? Body { get; }

    /// <summary>How many qubit arguments all its calls have together; stops at <see cref="Expansion.LargestSize"/> + 1.</summary>
    public long Size { get; }

    /// <summary>How many definitions lie in each other; 0 for a row of the table.</summary>
    public int Depth { get; }

    public bool IsOpaque => Row is null && Body is null;

    public static GateDefinition OfRow(string name, Gate row, GateOrigin origin) =>
        new(name, row.ParameterCount, row.QubitCount, origin, row, null);

    public static GateDefinition OfBody(string name, int parameterCount, int qubitCount, GateOrigin origin, GateCall[] body) =>
        new(name, parameterCount, qubitCount, origin, null, body);

    public static GateDefinition Opaque(string name, int parameterCount, int qubitCount) =>
        new(name, parameterCount, qubitCount, GateOrigin.File, null, null);
}
