namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A gate of version 3: what it is up to a global phase, and exactly.</summary>
internal sealed class UnitaryDefinition
{
    public UnitaryDefinition(
        string name, int parameterCount, int qubitCount, GateOrigin origin, Gate? row, UnitaryCall[]? body)
    {
        Name = name;
        ParameterCount = parameterCount;
        QubitCount = qubitCount;
        Origin = origin;
        Row = row;
        Body = body;
        Size = qubitCount;
        foreach (UnitaryCall call in body ?? [])
        {
            Size = Math.Min(Size + (call.Gate?.Size ?? 1), Expansion.LargestSize + 1);
            Depth = Math.Max(Depth, 1 + (call.Gate?.Depth ?? 0));
        }
    }

    public string Name { get; }

    public int ParameterCount { get; }

    public int QubitCount { get; }

    public GateOrigin Origin { get; }

    /// <summary>The row of the gate table that it is up to a global phase, or null.</summary>
    public Gate? Row { get; }

    /// <summary>What it is exactly; null where the row is exact.</summary>
    public UnitaryCall[]? Body { get; }

    /// <summary>
    /// Qubit arguments and phases of all its calls, powers counted once; stops at <see cref="Expansion.LargestSize"/> + 1.
    /// </summary>
    public long Size { get; }

    /// <summary>How many definitions lie in each other; 0 for a row of the table.</summary>
    public int Depth { get; }

    public bool DoesNothing => Body is { Length: 0 };

    public static UnitaryDefinition OfRow(string name, Gate row, GateOrigin origin) =>
        new(name, row.ParameterCount, row.QubitCount, origin, row, null);
}
