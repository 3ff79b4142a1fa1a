namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Reports that a statement needs a known value and was given one that depends on measurements: the statement is then carried out once
/// for each of its values. Thrown before the statement changes anything.
/// </summary>
internal sealed class UndecidedException : Exception
{
    public UndecidedException(Value value)
    {
        Value = value;
    }

    public Value Value { get; }
}
