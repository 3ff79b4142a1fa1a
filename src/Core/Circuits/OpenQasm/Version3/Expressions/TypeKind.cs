namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The scalar types.</summary>
internal enum TypeKind
{
    Bit,
    Boolean,
    Integer,
    Unsigned,
    Float,
    Angle,
    Complex,
    Duration,
    Qubit,
}
