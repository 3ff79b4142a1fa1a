using System.Buffers;
using System.Runtime.Intrinsics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Runs a program for many queries at once, one vector lane per query. Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// A step is decoded once for 8 or for 32 queries, whichever the batch fills; the last lanes of a partial vector repeat the last
/// query. Each lane does the same operations in the same order, fused ones included, so a query's bits do not depend on its batch,
/// and generated code has the same. Scratch comes from the shared pool; nothing else is allocated.
/// </remarks>
public sealed unsafe partial class ProgramInterpreter : IProgramEvaluator
{
    private const int Narrow = 8;
    private const int Wide = 32;

    // 32 queries per step only while the working set stays in the first-level cache: 128 places of 256 bytes.
    private const int WideSlotLimit = 128;

    private readonly SlotStep[] _code;
    private readonly (int Slot, double Value)[] _constants;
    private readonly (int Slot, int Scalar)[] _scalars;
    private readonly Turn[] _turns;
    private readonly AngleBinding _angles;
    private readonly int[] _outputs;
    private readonly int _slotCount;

    /// <summary>Allocates places for the program's values.</summary>
    public ProgramInterpreter(Program program)
    {
        Program = program;
        SlotAllocation allocation = SlotAllocation.Of(program);
        int[] slotOf = [.. allocation.SlotOf];
        _code = [.. program.Steps.Select((s, i) => (s, i)).Where(p => !p.s.IsLeaf).Select(p => SlotStep.Of(p.s, p.i, slotOf))];
        _constants = [.. Leaves(Operation.Constant).Select(i => (slotOf[i], program.Steps[i].Number))];
        _scalars = [.. Leaves(Operation.Scalar).Select(i => (slotOf[i], program.Steps[i].A))];
        _angles = new(program.Angles);

        // The place after the last takes what nobody reads.
        _slotCount = allocation.SlotCount + 1;
        _turns = [.. Enumerable.Range(0, program.Angles.Count).Select(a => new Turn(
            Place(Operation.Cosine, a), Place(Operation.Sine, a),
            _angles.DependsOn(a, SymbolKind.Feature), _angles.DependsOn(a, SymbolKind.Weight),
            _angles.IsMultiple(a, out Symbol symbol, out double coefficient), symbol, coefficient))];
        _outputs = [.. program.Outputs.Select(o => slotOf[o])];

        IEnumerable<int> Leaves(Operation operation) =>
            Enumerable.Range(0, slotOf.Length).Where(i => program.Steps[i].Operation == operation);

        int Place(Operation operation, int angle) => Leaves(operation)
            .Where(i => program.Steps[i].A == angle).Select(i => slotOf[i]).DefaultIfEmpty(allocation.SlotCount).First();
    }

    /// <summary>The program.</summary>
    public Program Program { get; }

    /// <inheritdoc/>
    public void Evaluate(in ProgramInputs inputs, Span<double> outputs)
    {
        const int Alignment = 8;
        bool isWide = inputs.Count >= Wide && _slotCount <= WideSlotLimit;
        double[] scratch = ArrayPool<double>.Shared.Rent((_slotCount * (isWide ? Wide : Narrow)) + Alignment);
        fixed (double* start = scratch)
        {
            double* slots = (double*)(((nint)start + 63) & ~63);
            int query = 0;
            if (isWide)
            {
                Prepare(inputs, slots, Wide);
                for (; query + Wide <= inputs.Count; query += Wide)
                {
                    Load(inputs, slots, query, Wide);
                    RunWide(slots);
                    Store(slots, outputs, query, Wide, Wide);
                }
            }

            if (query < inputs.Count)
            {
                Prepare(inputs, slots, Narrow);
            }

            for (; query < inputs.Count; query += Narrow)
            {
                Load(inputs, slots, query, Narrow);
                RunNarrow(slots);
                Store(slots, outputs, query, Narrow, Math.Min(Narrow, inputs.Count - query));
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    // What all queries share: constants, and the cosines and sines of shared symbols.
    private void Prepare(in ProgramInputs inputs, double* slots, int width)
    {
        foreach ((int slot, double value) in _constants)
        {
            new Span<double>(slots + (slot * width), width).Fill(value);
        }

        for (int angle = 0; angle < _turns.Length; angle++)
        {
            Turn turn = _turns[angle];
            if (!turn.Varies(inputs))
            {
                SinCos.Compute(_angles.Evaluate(angle, inputs.Features, inputs.Weights), out double sine, out double cosine);
                new Span<double>(slots + (turn.Cosine * width), width).Fill(cosine);
                new Span<double>(slots + (turn.Sine * width), width).Fill(sine);
            }
        }
    }

    // What differs from query to query.
    private void Load(in ProgramInputs inputs, double* slots, int query, int width)
    {
        int last = inputs.Count - 1;
        double* angles = stackalloc double[Wide];
        for (int angle = 0; angle < _turns.Length; angle++)
        {
            Turn turn = _turns[angle];
            if (!turn.Varies(inputs))
            {
                continue;
            }

            LoadAngles(inputs, angle, turn, query, width, angles);
            for (int lane = 0; lane < width; lane += Vector512<double>.Count)
            {
                SinCos.Compute(Vector512.Load(angles + lane), out Vector512<double> sine, out Vector512<double> cosine);
                cosine.Store(slots + (turn.Cosine * width) + lane);
                sine.Store(slots + (turn.Sine * width) + lane);
            }
        }

        int scalarCount = Program.ScalarCount;
        foreach ((int slot, int scalar) in _scalars)
        {
            for (int lane = 0; lane < width; lane++)
            {
                slots[(slot * width) + lane] = inputs.Scalars[(Math.Min(query + lane, last) * scalarCount) + scalar];
            }
        }
    }

    private void LoadAngles(in ProgramInputs inputs, int angle, in Turn turn, int query, int width, double* angles)
    {
        int last = inputs.Count - 1;
        if (!turn.IsMultiple)
        {
            for (int lane = 0; lane < width; lane++)
            {
                int row = Math.Min(query + lane, last);
                angles[lane] = _angles.Evaluate(angle, inputs.FeaturesOf(row), inputs.WeightsOf(row));
            }

            return;
        }

        bool isFeature = turn.Symbol.Kind == SymbolKind.Feature;
        ReadOnlySpan<double> values = isFeature ? inputs.Features : inputs.Weights;
        int stride = isFeature ? inputs.FeatureStride : inputs.WeightStride;
        for (int lane = 0; lane < width; lane++)
        {
            angles[lane] = turn.Coefficient * values[(Math.Min(query + lane, last) * stride) + turn.Symbol.Index];
        }
    }

    private void Store(double* slots, Span<double> outputs, int query, int width, int count)
    {
        for (int output = 0; output < _outputs.Length; output++)
        {
            double* values = slots + (_outputs[output] * width);
            for (int lane = 0; lane < count; lane++)
            {
                outputs[((query + lane) * _outputs.Length) + output] = values[lane];
            }
        }
    }

    /// <summary>Where an angle's cosine and sine go, and on what the angle depends.</summary>
    private readonly record struct Turn(
        int Cosine, int Sine, bool OnFeatures, bool OnWeights, bool IsMultiple, Symbol Symbol, double Coefficient)
    {
        public bool Varies(in ProgramInputs inputs) =>
            (OnFeatures && inputs.FeatureStride != 0) || (OnWeights && inputs.WeightStride != 0);
    }

    /// <summary>A step between places.</summary>
    private readonly record struct SlotStep(Operation Operation, int Target, int A, int B, int C)
    {
        public static SlotStep Of(Step step, int index, int[] slotOf)
        {
            Step renamed = step.Rename(operand => slotOf[operand]);
            return new(step.Operation, slotOf[index], renamed.A, renamed.B, renamed.C);
        }
    }
}
