using CutAwareQnn.Lowering;
using Program = CutAwareQnn.Lowering.Program;

namespace CutAwareQnn.Unit.Lowering;

/// <summary>Runs sweeps as they are described, one number at a time: the slow form of what the generator prints.</summary>
internal sealed class SweptState
{
    private readonly SweptCircuit _circuit;
    private readonly Func<CutAwareQnn.Circuits.Angle, double> _angle;
    private readonly double[] _coefficients;
    private readonly double[] _ket;
    private readonly double[] _bra;

    public SweptState(SweptCircuit circuit, Func<CutAwareQnn.Circuits.Angle, double> angle)
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
        double[] adjoints = new double[_circuit.Sweeps.Sum(s => s.CoefficientCount)];
        foreach (Sweep sweep in _circuit.Sweeps.Reverse())
        {
            int old = sweep.InputCount;
            foreach (int first in Places(sweep))
            {
                int[] read = Numbers(sweep.Bits, first);
                double[] outputs = Run(sweep.Backward!, [
                    .. read.Select(i => _ket[i]), .. read.Select(i => _bra[i]), .. Coefficients(sweep)]);
                for (int i = 0; i < old; i++)
                {
                    _ket[read[i]] = outputs[i];
                    _bra[read[i]] = outputs[old + i];
                }

                for (int c = 0; c < sweep.CoefficientCount; c++)
                {
                    adjoints[sweep.FirstCoefficient + c] += outputs[(2 * old) + c];
                }
            }
        }

        SweptGradient gradient = _circuit.Gradient!;
        return Run(gradient.Chain, [.. _coefficients, .. adjoints, .. gradient.Factors.Select(_angle)]);
    }

    private double Forward(int observable, bool wantsSeed)
    {
        // What a sweep does not write must not be read.
        Array.Fill(_ket, double.NaN);
        foreach (Sweep sweep in _circuit.Sweeps)
        {
            foreach (int first in Places(sweep))
            {
                int[] written = Numbers(sweep.Bits, first);
                double[] outputs = Run(sweep.Body, [.. written.Take(sweep.InputCount).Select(i => _ket[i]), .. Coefficients(sweep)]);
                for (int i = 0; i < written.Length; i++)
                {
                    _ket[written[i]] = outputs[i];
                }
            }
        }

        Array.Clear(_bra);
        double value = 0;
        foreach (ObservationPass pass in _circuit.Observations[observable].Passes)
        {
            int[] run = [.. Enumerable.Range(0, 2 << pass.BitCount)];
            for (int first = 0; first < 1 << _circuit.QubitCount; first += 1 << pass.BitCount)
            {
                double[] inputs =
                [
                    .. run.Select(i => _ket[(2 * first) + i]),
                    .. pass.Flips.SelectMany(f => run.Select(i => _ket[(2 * (first ^ f)) + i])),
                    .. pass.Signs.Select(s => s.Terms.Sum(t => t.Coefficient * (1 - (2 * (int.PopCount(first & t.Mask) & 1))))),
                ];
                double[] outputs = Run(wantsSeed ? pass.Seed : pass.Value, inputs);
                value += outputs[0];
                for (int i = 1; i < outputs.Length; i++)
                {
                    _bra[(2 * first) + i - 1] += outputs[i];
                }
            }
        }

        return value;
    }

    private double[] Coefficients(Sweep sweep) => _coefficients[sweep.FirstCoefficient..(sweep.FirstCoefficient + sweep.CoefficientCount)];

    // The indices in the state before with 0 in all bits of the sweep.
    private static IEnumerable<int> Places(Sweep sweep)
    {
        int mask = sweep.Bits.Sum(b => 1 << b);
        return Enumerable.Range(0, 1 << sweep.Before).Where(i => (i & mask) == 0);
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
