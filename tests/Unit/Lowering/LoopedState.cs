using CutAwareQnn.Lowering;
using Program = CutAwareQnn.Lowering.Program;

namespace CutAwareQnn.Unit.Lowering;

/// <summary>Runs sweeps as they are described, one number at a time: the slow form of what the generator prints.</summary>
internal sealed class LoopedState
{
    private readonly StateLoops _circuit;
    private readonly Func<CutAwareQnn.Circuits.Angle, double> _angle;
    private readonly double[] _coefficients;
    private readonly double[] _ket;
    private readonly double[] _bra;

    public LoopedState(StateLoops circuit, Func<CutAwareQnn.Circuits.Angle, double> angle)
    {
        _circuit = circuit;
        _angle = angle;
        _coefficients = Run(circuit.Coefficients, []);
        _ket = new double[2 << circuit.QubitCount];
        _bra = new double[2 << circuit.QubitCount];
    }

    public double[] Values() => [.. Enumerable.Range(0, _circuit.Observations.Count).Select(o => Forward(o, wantsSeed: false))];

    public double[] Gradient(int observable)
    {
        Forward(observable, wantsSeed: true);
        double[] adjoints = new double[_circuit.Loops.Sum(s => s.CoefficientCount)];
        foreach (StateLoop loop in _circuit.Loops.Reverse())
        {
            int old = loop.InputCount;
            foreach (int first in Places(loop))
            {
                int[] read = Numbers(loop.Bits, first);
                double[] outputs = Run(loop.Backward!, [
                    .. read.Select(i => _ket[i]), .. read.Select(i => _bra[i]), .. Coefficients(loop)]);
                for (int i = 0; i < old; i++)
                {
                    _ket[read[i]] = outputs[i];
                    _bra[read[i]] = outputs[old + i];
                }

                for (int c = 0; c < loop.CoefficientCount; c++)
                {
                    adjoints[loop.FirstCoefficient + c] += outputs[(2 * old) + c];
                }
            }
        }

        StateLoopGradient gradient = _circuit.Gradient!;
        return Run(gradient.Chain, [.. _coefficients, .. adjoints, .. gradient.Factors.Select(_angle)]);
    }

    private double Forward(int observable, bool wantsSeed)
    {
        // What a sweep does not write must not be read.
        Array.Fill(_ket, double.NaN);
        foreach (StateLoop loop in _circuit.Loops)
        {
            foreach (int first in Places(loop))
            {
                int[] written = Numbers(loop.Bits, first);
                double[] outputs = Run(loop.Body, [.. written.Take(loop.InputCount).Select(i => _ket[i]), .. Coefficients(loop)]);
                for (int i = 0; i < written.Length; i++)
                {
                    _ket[written[i]] = outputs[i];
                }
            }
        }

        Array.Clear(_bra);
        double value = 0;
        foreach (ObservationLoop loop in _circuit.Observations[observable].Loops)
        {
            int[] run = [.. Enumerable.Range(0, 2 << loop.BitCount)];
            for (int first = 0; first < 1 << _circuit.QubitCount; first += 1 << loop.BitCount)
            {
                double[] inputs =
                [
                    .. run.Select(i => _ket[(2 * first) + i]),
                    .. loop.Flips.SelectMany(f => run.Select(i => _ket[(2 * (first ^ f)) + i])),
                    .. loop.Signs.Select(s => s.Terms.Sum(t => t.Coefficient * (1 - (2 * (int.PopCount(first & t.Mask) & 1))))),
                ];
                double[] outputs = Run(wantsSeed ? loop.Seed : loop.Value, inputs);
                value += outputs[0];
                for (int i = 1; i < outputs.Length; i++)
                {
                    _bra[(2 * first) + i - 1] += outputs[i];
                }
            }
        }

        return value;
    }

    private double[] Coefficients(StateLoop loop) => _coefficients[loop.FirstCoefficient..(loop.FirstCoefficient + loop.CoefficientCount)];

    // The indices in the state before with 0 in all bits of the sweep.
    private static IEnumerable<int> Places(StateLoop loop)
    {
        int mask = loop.Bits.Sum(b => 1 << b);
        return Enumerable.Range(0, 1 << loop.Before).Where(i => (i & mask) == 0);
    }

    private static int[] Numbers(IReadOnlyList<int> bits, int first)
    {
        List<int> numbers = [];
        for (int j = 0; j < 1 << bits.Count; j++)
        {
            int index = first + Enumerable.Range(0, bits.Count).Sum(b => (j >> b & 1) << bits[b]);
            numbers.Add(2 * index);
            numbers.Add((2 * index) + 1);
        }

        return [.. numbers];
    }

    private double[] Run(Program program, double[] scalars)
    {
        double[] values = new double[program.Steps.Count];
        for (int i = 0; i < values.Length; i++)
        {
            Step s = program.Steps[i];
            values[i] = s.Operation switch
            {
                Operation.Constant => s.Number,
                Operation.Scalar => scalars[s.A],
                Operation.Cosine => Math.Cos(_angle(program.Angles[s.A])),
                Operation.Sine => Math.Sin(_angle(program.Angles[s.A])),
                Operation.Negate => -values[s.A],
                Operation.Add => values[s.A] + values[s.B],
                Operation.Subtract => values[s.A] - values[s.B],
                Operation.Multiply => values[s.A] * values[s.B],
                Operation.MultiplyAdd => (values[s.A] * values[s.B]) + values[s.C],
                Operation.NegatedMultiplyAdd => values[s.C] - (values[s.A] * values[s.B]),
                _ => (values[s.A] * values[s.B]) - values[s.C],
            };
        }

        return [.. program.Outputs.Select(o => values[o])];
    }
}
