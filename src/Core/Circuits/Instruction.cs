namespace CutAwareQnn.Circuits;

/// <summary>One step of a circuit, in time order.</summary>
public abstract record Instruction
{
    /// <summary>The qubits it touches, in the order of its arguments.</summary>
    public abstract EquatableArray<int> Qubits { get; }

    /// <summary>The same instruction with every qubit renamed.</summary>
    /// <param name="rename">Maps an old index to a new one.</param>
    public abstract Instruction OnQubits(Func<int, int> rename);

    /// <summary>The same instruction with every angle rewritten.</summary>
    public virtual Instruction WithAngles(Func<Angle, Angle> rewrite) => this;
}

/// <summary>A gate on qubits.</summary>
/// <param name="Gate">A row of the gate table.</param>
/// <param name="Targets">As many distinct qubits as the gate takes.</param>
/// <param name="Angles">As many angles as the gate takes, in radians.</param>
public sealed record GateInstruction(Gate Gate, EquatableArray<int> Targets, EquatableArray<Angle> Angles) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => Targets;

    /// <summary>The gate that undoes this one.</summary>
    public GateInstruction Inverse()
    {
        GateInverse inverse = Gate.Inverse(Angles);
        return new(inverse.Gate, inverse.ReversesQubits ? Targets.Reverse().ToEquatableArray() : Targets, inverse.Angles);
    }

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) =>
        this with { Targets = Targets.Select(rename).ToEquatableArray() };

    /// <inheritdoc/>
    public override Instruction WithAngles(Func<Angle, Angle> rewrite) =>
        this with { Angles = Angles.Select(rewrite).ToEquatableArray() };

    /// <summary>The instruction as OpenQASM 2 writes it, without the semicolon.</summary>
    public override string ToString() =>
        Gate.Name + (Angles.Count == 0 ? "" : "(" + string.Join(",", Angles) + ")")
        + " " + string.Join(",", Targets.Select(q => $"q[{q}]"));
}

/// <summary>A measurement in the computational basis; the qubit goes on in the state that was found.</summary>
/// <param name="Qubit">The measured qubit.</param>
/// <param name="Bit">The classical bit that receives the outcome.</param>
public sealed record Measurement(int Qubit, int Bit) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => EquatableArray<int>.Of(Qubit);

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) => this with { Qubit = rename(Qubit) };

    /// <inheritdoc/>
    public override string ToString() => $"measure q[{Qubit}] -> c[{Bit}]";
}

/// <summary>Puts a qubit into |0⟩, whatever its state.</summary>
/// <param name="Qubit">The qubit.</param>
public sealed record Reset(int Qubit) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => EquatableArray<int>.Of(Qubit);

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) => this with { Qubit = rename(Qubit) };

    /// <inheritdoc/>
    public override string ToString() => $"reset q[{Qubit}]";
}

/// <summary>Keeps a device's compiler from moving gates across; means nothing to a simulator.</summary>
/// <param name="Targets">The qubits it spans.</param>
public sealed record Barrier(EquatableArray<int> Targets) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => Targets;

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) =>
        this with { Targets = Targets.Select(rename).ToEquatableArray() };

    /// <inheritdoc/>
    public override string ToString() => "barrier " + string.Join(",", Targets.Select(q => $"q[{q}]"));
}

/// <summary>An instruction that happens only when classical bits hold a value.</summary>
/// <param name="Condition">The bits and the value.</param>
/// <param name="Body">What happens then.</param>
public sealed record Conditional(Condition Condition, Instruction Body) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => Body.Qubits;

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) => this with { Body = Body.OnQubits(rename) };

    /// <inheritdoc/>
    public override Instruction WithAngles(Func<Angle, Angle> rewrite) => this with { Body = Body.WithAngles(rewrite) };

    /// <inheritdoc/>
    public override string ToString() => $"if ({Condition}) {Body}";
}

/// <summary>A test of classical bits.</summary>
/// <param name="Bits">Bit indices, least significant first; at most 63.</param>
/// <param name="Value">The number the bits must spell, or must not.</param>
/// <param name="IsNegated">Whether the test is passed by every other number.</param>
public sealed record Condition(EquatableArray<int> Bits, long Value, bool IsNegated = false)
{
    /// <summary>Whether the bits of a classical register pass the test.</summary>
    /// <param name="isSet">Whether a classical bit is 1.</param>
    public bool Holds(Func<int, bool> isSet) => Spells(isSet) != IsNegated;

    /// <inheritdoc/>
    public override string ToString() => $"c[{string.Join(",", Bits)}] {(IsNegated ? "!=" : "==")} {Value}";

    private bool Spells(Func<int, bool> isSet)
    {
        for (int i = 0; i < Bits.Count; i++)
        {
            if (isSet(Bits[i]) != ((Value >> i & 1) == 1))
            {
                return false;
            }
        }

        return Bits.Count >= 63 || Value >> Bits.Count == 0;
    }
}

/// <summary>The instructions of a circuit seen as what they do.</summary>
public static class InstructionExtensions
{
    /// <summary>The instruction itself, or the body of a conditional one.</summary>
    public static Instruction Unconditional(this Instruction instruction) =>
        instruction is Conditional conditional ? conditional.Body.Unconditional() : instruction;

    /// <summary>The classical bits that an instruction reads or writes.</summary>
    public static IEnumerable<int> ClassicalBits(this Instruction instruction) => instruction switch
    {
        Measurement measurement => [measurement.Bit],
        Conditional conditional => conditional.Condition.Bits.Concat(conditional.Body.ClassicalBits()),
        _ => [],
    };
}
