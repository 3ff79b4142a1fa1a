namespace CutAwareQnn.Circuits;

/// <summary>A one-qubit gate as a phase gate between frames: its eigenvalues are 1 and e^{i·Angle}, exactly.</summary>
/// <param name="Before">Gates before the phase, in time order.</param>
/// <param name="Angle">The phase of |1⟩ in the frame, radians.</param>
/// <param name="After">Gates that undo those before.</param>
internal sealed record PhaseForm(IReadOnlyList<Gate> Before, Angle Angle, IReadOnlyList<Gate> After)
{
    private const double Turn = Math.PI;

    /// <summary>Creates the form of a gate without parameters, or of a phase gate; null for the others.</summary>
    public static PhaseForm? Of(GateInstruction gate) => gate.Gate.Name switch
    {
        "id" => new([], Angle.Zero, []),
        "z" => new([], Turn, []),
        "s" => new([], Turn / 2, []),
        "sdg" => new([], -Turn / 2, []),
        "t" => new([], Turn / 4, []),
        "tdg" => new([], -Turn / 4, []),
        "p" => new([], gate.Angles[0], []),
        "x" => new([Gates.H], Turn, [Gates.H]),
        "sx" => new([Gates.H], Turn / 2, [Gates.H]),
        "sxdg" => new([Gates.H], -Turn / 2, [Gates.H]),
        "y" => new([Gates.Sdg, Gates.H], Turn, [Gates.H, Gates.S]),
        "h" => new([Gates.S, Gates.H, Gates.T, Gates.H], Turn, [Gates.H, Gates.Tdg, Gates.H, Gates.Sdg]),
        _ => null,
    };

    /// <summary>Returns the same between the frames, with the phase replaced.</summary>
    public IReadOnlyList<GateInstruction> Around(IEnumerable<GateInstruction> phase, int qubit) =>
        [.. Before.Select(g => Frame(g, qubit)), .. phase, .. After.Select(g => Frame(g, qubit))];

    private static GateInstruction Frame(Gate gate, int qubit) => new(gate, EquatableArray<int>.Of(qubit), EquatableArray<Angle>.Empty);
}
