namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An argument of a statement: an element of a register, or a whole register, over which the statement repeats.</summary>
internal readonly struct Operand
{
    public Operand(Register register, int? index, int position)
    {
        Register = register;
        First = register.First + (index ?? 0);
        Count = index is null ? register.Count : 1;
        IsRegister = index is null;
        Position = position;
    }

    public Register Register { get; }

    /// <summary>The circuit's index of its first element.</summary>
    public int First { get; }

    public int Count { get; }

    public bool IsRegister { get; }

    /// <summary>Where it is in the text.</summary>
    public int Position { get; }

    /// <summary>Returns the circuit's index at one repetition.</summary>
    public int At(int repetition) => IsRegister ? First + repetition : First;
}
