using System.Runtime.CompilerServices;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// A value that depends on measurements: a node of a decision diagram. Equal nodes are one object (<see cref="Choices"/>).
/// </summary>
/// <param name="Outcome">The outcome that decides; those below have larger numbers.</param>
/// <param name="Low">The value where the outcome is 0.</param>
/// <param name="High">The value where the outcome is 1.</param>
internal sealed record Choice(int Outcome, Value Low, Value High) : Value
{
    public override string Kind => "a value that depends on measured bits";

    public bool Equals(Choice? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
