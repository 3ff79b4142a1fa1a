using System.Numerics;

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

    /// <summary>Qubit arguments and phases of all its calls, powers counted once; stops at <see cref="Expansion.LargestSize"/> + 1.</summary>
    public long Size { get; }

    /// <summary>How many definitions lie in each other; 0 for a row of the table.</summary>
    public int Depth { get; }

    public bool DoesNothing => Body is { Length: 0 };

    public static UnitaryDefinition OfRow(string name, Gate row, GateOrigin origin) =>
        new(name, row.ParameterCount, row.QubitCount, origin, row, null);
}

/// <summary>A step of a gate's body.</summary>
/// <param name="Gate">The gate, or null for a global phase.</param>
/// <param name="Modifiers">The outermost first.</param>
/// <param name="Angles">Of the gate, or the phase.</param>
/// <param name="Qubits">Which arguments of the definition it takes, controls first.</param>
internal sealed record UnitaryCall(
    UnitaryDefinition? Gate, UnitaryModifier[] Modifiers, ParameterAngle[] Angles, int[] Qubits)
{
    public static int ControlCount(UnitaryModifier[] modifiers) => modifiers.Sum(m => m.Controls);
}

/// <summary>A modifier with its numbers evaluated.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Controls">How many qubits it adds.</param>
/// <param name="Exponent">Of a power; null for the others.</param>
/// <param name="Whole">The exponent where it is an integer that is known.</param>
internal sealed record UnitaryModifier(ModifierKind Kind, int Controls, ParameterAngle? Exponent, BigInteger? Whole = null)
{
    /// <summary>Returns the exponent for the values of a definition's parameters; null where this is no power.</summary>
    public PowerExponent? ExponentFor(Angle[] angles, WorkBudget work) => Exponent is null ? null
        : Whole is null ? PowerExponent.Of(Exponent.Bind(angles, work))
        : new(Exponent.Bind(angles, work), Whole);
}
