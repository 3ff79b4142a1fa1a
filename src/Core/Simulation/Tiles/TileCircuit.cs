using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>A circuit with its observables, compiled to loops over tiles.</summary>
internal sealed class TileCircuit
{
    private readonly AngleBinding _angles;
    private readonly AngleBinding _chain;

    /// <summary>Compiles a circuit.</summary>
    /// <param name="circuit">A circuit that <see cref="IsPossible"/> accepts.</param>
    /// <param name="layout">The kets of its cut ends.</param>
    /// <param name="strings">The observables, by the circuit's qubits.</param>
    /// <param name="sizes">How large tiles are.</param>
    public TileCircuit(Circuit circuit, KetLayout layout, IReadOnlyList<PauliMask> strings, TileSizes sizes)
    {
        List<Angle> angles = [], chain = [];
        BlockFactor[] factors =
        [
            .. LightCone.Of(circuit, strings).Where(i => i is not CutEnd end || layout.Insertions(end.Leg, end.Place) is not [Pauli.I])
                .Select(i => i is CutEnd end ? new InsertionFactor(end, layout) : (BlockFactor)Factor((GateInstruction)i, angles, chain)),
        ];
        _angles = new(angles);
        _chain = new(chain);
        int needed = strings.Aggregate(0, (mask, p) => mask | p.X | p.Z), flipped = strings.Aggregate(0, (mask, p) => mask | p.X);
        var schedule = TileSchedule.Of(BlockFusion.Fuse(circuit.QubitCount, factors, needed), circuit.QubitCount, sizes, flipped);
        Loops = schedule.Loops;
        Sizes = sizes;
        Layout = layout;
        PauliMask[] placed = [.. strings.Select(p => new PauliMask(schedule.Mask(p.X), schedule.Mask(p.Z)))];
        Shape = Loops.Count > 0 ? Loops[^1].Shape : Whole(schedule.PositionCount);
        Readings = TileReading.Of(placed, Shape);
        StoredLoopCount = Math.Max(Loops.Count - 1, 0);
        if (!Array.TrueForAll(Readings, reading => reading.OutsideX == 0))
        {
            Shape = Whole(schedule.PositionCount);
            Readings = TileReading.Of(placed, Shape);
            StoredLoopCount = Loops.Count;
        }

        StateLength = 1 << Loops.Take(StoredLoopCount).Select(loop => loop.PositionCount).Append(Lanes.LogCount).Max();
        KetsAfter = new int[Loops.Count][];
        List<int> kets = [0];
        for (int loop = 0; loop < Loops.Count; loop++)
        {
            kets = Loops[loop].Ends.Aggregate(kets, (before, end) => layout.After(end, before));
            KetsAfter[loop] = [.. kets];
        }
    }

    /// <summary>The loops in order.</summary>
    public IReadOnlyList<TileLoop> Loops { get; }

    /// <summary>The kets of the cut ends.</summary>
    public KetLayout Layout { get; }

    /// <summary>How large tiles are.</summary>
    public TileSizes Sizes { get; }

    /// <summary>Loops whose result is stored; the last loop's is read tile by tile where no string leads out of its tiles.</summary>
    public int StoredLoopCount { get; }

    /// <summary>Amplitudes of the largest state that is stored.</summary>
    public int StateLength { get; }

    /// <summary>The observables.</summary>
    public TileReading[] Readings { get; }

    /// <summary>The tiles in which they are read.</summary>
    public TileShape Shape { get; }

    /// <summary>[loop]: the kets that differ after it, ascending.</summary>
    public int[][] KetsAfter { get; }

    /// <summary>Returns whether a circuit is run by tiles: unitary, of gates whose matrices are small enough for the kernels.</summary>
    public static bool IsPossible(Circuit circuit) => circuit.Instructions.All(
        i => i is CutEnd or Barrier or GateInstruction { Targets.Count: <= MatrixKernel.MaxQubits }
            || (i is GateInstruction gate && GateShape.Of(gate.Gate).Targets.Length <= MatrixKernel.MaxQubits));

    /// <summary>Returns the ket that a ket of a loop has been before.</summary>
    public int Before(TileLoop loop, int ket) =>
        loop.Ends.Aggregate(ket, (k, end) => k - (Layout.Inserted(end, k) * Layout.Stride(end.Leg, end.Place)));

    /// <summary>Returns the angles of all gates.</summary>
    /// <param name="slots">The bound slots in radians.</param>
    public double[] Angles(ReadOnlySpan<double> slots) => Bind(_angles, slots);

    /// <summary>Returns the derivatives of angles by slots.</summary>
    /// <param name="slots">The bound slots in radians.</param>
    public double[] Chain(ReadOnlySpan<double> slots) => Bind(_chain, slots);

    private TileShape Whole(int positionCount) => new([.. Enumerable.Range(0, Math.Min(positionCount, Sizes.Bits))], positionCount);

    private static double[] Bind(AngleBinding binding, ReadOnlySpan<double> slots)
    {
        double[] values = new double[binding.Count];
        binding.Bind([], slots, values);
        return values;
    }

    private static GateFactor Factor(GateInstruction gate, List<Angle> angles, List<Angle> chain)
    {
        if (gate.Angles.All(angle => angle.IsConstant))
        {
            return new(gate, -1, []);
        }

        int first = angles.Count;
        angles.AddRange(gate.Angles);
        var slots = new List<FactorSlot>();
        for (int parameter = 0; parameter < gate.Angles.Count; parameter++)
        {
            foreach (Symbol symbol in gate.Angles[parameter].Symbols.Where(s => s.Kind == SymbolKind.Weight))
            {
                slots.Add(new(parameter, symbol.Index, chain.Count));
                chain.Add(gate.Angles[parameter].Differentiate(symbol));
            }
        }

        return new(gate, first, [.. slots]);
    }
}
