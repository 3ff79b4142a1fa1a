namespace CutAwareQnn.Reference;

public static partial class ReferenceGates
{
    private static IEnumerable<Definition> ThreeQubitGates() =>
    [
        new("ccx", 3, 0, _ => Controlled(Controlled(DensePauli.X))),
        new("ccz", 3, 0, _ => Controlled(Controlled(DensePauli.Z))),
        new("cswap", 3, 0, _ => Controlled(Swap())),
    ];
}
