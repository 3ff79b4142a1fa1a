using System.Globalization;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A type with its width and lengths evaluated.</summary>
/// <param name="Kind">The scalar type.</param>
/// <param name="Width">Bits of an integer, an angle or a register; null where none is written.</param>
/// <param name="Lengths">Of an array; empty for a scalar. A length of -1 is that of the argument.</param>
internal sealed record ClassicalType(TypeKind Kind, int? Width, EquatableArray<int> Lengths)
{
    /// <summary>Returns the type as messages show it.</summary>
    public override string ToString()
    {
        string name = Kind switch
        {
            TypeKind.Bit => "bit",
            TypeKind.Boolean => "bool",
            TypeKind.Integer => "int",
            TypeKind.Unsigned => "uint",
            TypeKind.Float => "float",
            TypeKind.Angle => "angle",
            TypeKind.Complex => "complex",
            TypeKind.Duration => "duration",
            _ => "qubit",
        };
        string scalar = Width is null ? name : $"{name}[{Width}]";
        return Lengths.Count == 0
            ? scalar
            : $"array[{scalar}, {string.Join(", ", Lengths.Select(l => l < 0 ? "#" : l.ToString(CultureInfo.InvariantCulture)))}]";
    }
}
