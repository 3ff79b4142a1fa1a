namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A parameter of a subroutine.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsReference">Whether it is the caller's array.</param>
/// <param name="IsMutable">Whether the body may change that array.</param>
internal sealed record ParameterNode(TypeNode Type, string Name, bool IsReference = false, bool IsMutable = false);
