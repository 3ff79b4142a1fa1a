using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Writes the bodies of one sweep, forwards and backwards, and its coefficients into the program that all sweeps share.</summary>
internal sealed class StateLoopWriter
{
    private readonly ProgramBuilder _coefficients;
    private readonly int _qubitCount;
    private readonly int _oldCount;
    private readonly bool _isFirst;
    private readonly List<Real> _own = [];
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<Piece> _pieces = [];

    /// <summary>Writes the coefficients.</summary>
    /// <param name="coefficients">Receives them.</param>
    /// <param name="gates">The gates, their targets renamed to bits of the body's index.</param>
    /// <param name="qubitCount">Qubits of the body.</param>
    /// <param name="oldCount">Those that are in the state already, the lower bits.</param>
    /// <param name="isFirst">Whether there is no state yet.</param>
    public StateLoopWriter(ProgramBuilder coefficients, IReadOnlyList<GateInstruction> gates, int qubitCount, int oldCount, bool isFirst)
    {
        _coefficients = coefficients;
        _qubitCount = qubitCount;
        _oldCount = oldCount;
        _isFirst = isFirst;

        // Where qubits enter, their first rotations are a product that no amplitude changes; else one gate per piece, so that
        // the way back keeps two states and no more.
        IEnumerable<IReadOnlyList<GateInstruction>> pieces = oldCount < qubitCount ? [gates] : gates.Select(g => new[] { g });
        foreach (IReadOnlyList<GateInstruction> piece in pieces)
        {
            _pieces.Add(Split(Mixed(piece, out double weight), weight));
        }
    }

    /// <summary>Its coefficients.</summary>
    public IReadOnlyList<Real> Coefficients => _own;

    /// <summary>The factor of |amplitude|² that remains after the sweep.</summary>
    public double Weight => _pieces.Aggregate(1.0, (weight, piece) => weight * piece.Weight);

    private int OldNumbers => _isFirst ? 0 : 2 << _oldCount;

    private int AllNumbers => 2 << _qubitCount;

    /// <summary>Writes the program from amplitudes and coefficients to amplitudes.</summary>
    public Program Forward()
    {
        var builder = new ProgramBuilder();
        Real[] amplitudes = [.. Enumerable.Range(0, OldNumbers).Select(builder.Scalar)];
        foreach (Piece piece in _pieces)
        {
            amplitudes = Outputs(piece, Run(builder, piece, amplitudes, OldNumbers));
        }

        return builder.Build(amplitudes);
    }

    /// <summary>
    /// Writes the way back. A piece is linear in the amplitudes and unitary up to its weight: its derivative by them, seeded with a state
    /// after it, is the state before; seeded with the derivative after it, the derivative before.
    /// </summary>
    public Program Backward()
    {
        var builder = new ProgramBuilder();
        Real[] kets = [.. Enumerable.Range(0, AllNumbers).Select(builder.Scalar)];
        Real[] bras = [.. Enumerable.Range(AllNumbers, AllNumbers).Select(builder.Scalar)];
        Real[] shares = [.. _own.Select(_ => builder.Zero)];
        for (int p = _pieces.Count - 1; p >= 0; p--)
        {
            Piece piece = _pieces[p];
            int inputs = piece.InputCount;
            Real[] still = Run(builder, piece, [.. Enumerable.Repeat(builder.Zero, inputs)], 2 * AllNumbers);
            Real weight = builder.Constant(piece.Weight);
            kets = [.. Amplitudes(builder, piece, Differentiation.Adjoints(builder, piece.Program, still, o => kets[o]))
                .Select(k => builder.Multiply(weight, k))];
            Real[] adjoints = Differentiation.Adjoints(
                builder, piece.Program, Run(builder, piece, kets, 2 * AllNumbers), o => bras[o]);
            bras = Amplitudes(builder, piece, adjoints);
            for (int i = 0; i < adjoints.Length; i++)
            {
                Step step = piece.Program.Steps[i];
                if (step.Operation == Operation.Scalar && step.A >= inputs)
                {
                    shares[step.A - inputs] = builder.Add(shares[step.A - inputs], adjoints[i]);
                }
            }
        }

        return builder.Build([.. kets, .. bras, .. shares]);
    }

    private static Real[] Outputs(Piece piece, Real[] values) => [.. piece.Program.Outputs.Select(o => values[o])];

    private static Real[] Run(ProgramBuilder builder, Piece piece, Real[] amplitudes, int firstCoefficient) =>
        Differentiation.Replay(
            builder,
            piece.Program,
            null,
            i => piece.Program.Steps[i] is not { Operation: Operation.Scalar } scalar ? null
                : scalar.A < piece.InputCount ? amplitudes[scalar.A]
                : builder.Scalar(firstCoefficient + scalar.A - piece.InputCount));

    private static Real[] Amplitudes(ProgramBuilder builder, Piece piece, Real[] adjoints)
    {
        Real[] amplitudes = [.. Enumerable.Repeat(builder.Zero, piece.InputCount)];
        for (int i = 0; i < adjoints.Length; i++)
        {
            Step step = piece.Program.Steps[i];
            if (step.Operation == Operation.Scalar && step.A < piece.InputCount)
            {
                amplitudes[step.A] = adjoints[i];
            }
        }

        return amplitudes;
    }

    // Gates with their cosines and sines among amplitudes that are inputs.
    private Program Mixed(IReadOnlyList<GateInstruction> gates, out double weight)
    {
        var builder = new ProgramBuilder();
        Amplitude[] inputs = _isFirst
            ? [builder.Unit]
            : [.. Enumerable.Range(0, 1 << _oldCount).Select(a => new Amplitude(builder.Scalar(2 * a), builder.Scalar((2 * a) + 1)))];
        var old = new QubitGroup([.. Enumerable.Range(0, _oldCount)], inputs, 1);
        QubitGroup[] fresh = [.. Enumerable.Range(_oldCount, _qubitCount - _oldCount).Select(q => QubitGroup.Ground(builder, q))];
        var state = new ProductState(builder, [old, .. fresh]);
        foreach (GateInstruction gate in gates)
        {
            state.Apply(gate);
        }

        QubitGroup[] groups = _oldCount == 0 ? [old, .. state.Groups] : [.. state.Groups];
        QubitGroup all = groups.Aggregate((joint, next) => joint.Merge(builder, next));
        weight = all.Weight;
        var outputs = new Real[AllNumbers];
        for (int index = 0; index < all.Amplitudes.Length; index++)
        {
            int place = 0;
            for (int bit = 0; bit < all.Qubits.Length; bit++)
            {
                place |= (index >> bit & 1) << all.Qubits[bit];
            }

            outputs[2 * place] = all.Amplitudes[index].Re;
            outputs[(2 * place) + 1] = all.Amplitudes[index].Im;
        }

        return builder.Build(outputs);
    }

    // What no amplitude changes goes to the coefficients; where the rest reads it, it becomes an input.
    private Piece Split(Program mixed, double weight)
    {
        int inputs = OldNumbers;
        int count = mixed.Steps.Count;
        bool[] varies = new bool[count];
        bool[] isRead = new bool[count];
        for (int i = 0; i < count; i++)
        {
            Step step = mixed.Steps[i];
            varies[i] = step.Operation == Operation.Scalar || Operands(step).Any(o => varies[o]);
        }

        for (int i = 0; i < count; i++)
        {
            foreach (int operand in varies[i] ? Operands(mixed.Steps[i]) : [])
            {
                isRead[operand] = true;
            }
        }

        foreach (int output in mixed.Outputs)
        {
            isRead[output] = true;
        }

        Real[] constant = Differentiation.Replay(_coefficients, mixed, null, i => varies[i] ? _coefficients.Zero : null);
        var builder = new ProgramBuilder();
        Real[] values = Differentiation.Replay(builder, mixed, null, i =>
            mixed.Steps[i].Operation == Operation.Scalar ? builder.Scalar(mixed.Steps[i].A)
            : varies[i] ? null
            : isRead[i] ? Coefficient(builder, constant[i], inputs)
            : builder.Zero);
        return new(builder.Build(mixed.Outputs.Select(o => values[o])), inputs, weight);
    }

    private Real Coefficient(ProgramBuilder builder, Real value, int inputs)
    {
        if (_coefficients.IsConstant(value, out double constant))
        {
            return builder.Constant(constant);
        }

        if (!_numbers.TryGetValue(value.Index, out int number))
        {
            number = _own.Count;
            _own.Add(value with { IsNegative = false });
            _numbers.Add(value.Index, number);
        }

        Real scalar = builder.Scalar(inputs + number);
        return value.IsNegative ? -scalar : scalar;
    }

    private static IEnumerable<int> Operands(Step step) => Enumerable.Range(0, step.OperandCount).Select(step.Operand);

    // Inputs: the amplitudes, then the coefficients of the sweep. Outputs: the amplitudes.
    private sealed record Piece(Program Program, int InputCount, double Weight);
}
