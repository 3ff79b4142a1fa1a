using System.Runtime.CompilerServices;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Eight lanes computed one by one.</summary>
internal readonly struct ScalarLanes : ILanes<ScalarLanes>
{
    private readonly Numbers _lanes;

    private ScalarLanes(Func<int, double> lane)
    {
        for (int i = 0; i < Lanes.Count; i++)
        {
            _lanes[i] = lane(i);
        }
    }

    private double this[int lane] => _lanes[lane];

    public static ScalarLanes Load(ref double origin, nint index)
    {
        double[] numbers = new double[Lanes.Count];
        for (int i = 0; i < Lanes.Count; i++)
        {
            numbers[i] = Unsafe.Add(ref origin, index + i);
        }

        return new(i => numbers[i]);
    }

    public static void Store(ScalarLanes lanes, ref double origin, nint index)
    {
        for (int i = 0; i < Lanes.Count; i++)
        {
            Unsafe.Add(ref origin, index + i) = lanes[i];
        }
    }

    public static ScalarLanes Broadcast(double value) => new(_ => value);

    public static ScalarLanes Add(ScalarLanes a, ScalarLanes b) => new(i => a[i] + b[i]);

    public static ScalarLanes Subtract(ScalarLanes a, ScalarLanes b) => new(i => a[i] - b[i]);

    public static ScalarLanes Multiply(ScalarLanes a, ScalarLanes b) => new(i => a[i] * b[i]);

    public static ScalarLanes MultiplyAdd(ScalarLanes a, ScalarLanes b, ScalarLanes c) => new(i => Math.FusedMultiplyAdd(a[i], b[i], c[i]));

    public static ScalarLanes NegatedMultiplyAdd(ScalarLanes a, ScalarLanes b, ScalarLanes c) =>
        new(i => Math.FusedMultiplyAdd(-a[i], b[i], c[i]));

    public static ScalarLanes FlipSigns(ScalarLanes a, ScalarLanes signs) => new(i => double.IsNegative(signs[i]) ? -a[i] : a[i]);

    public static ScalarLanes Permute(ScalarLanes a, ScalarLanes pattern) => new(i => a[(int)BitConverter.DoubleToInt64Bits(pattern[i])]);

    public static ScalarLanes Select(ScalarLanes mask, ScalarLanes a, ScalarLanes b) =>
        new(i => BitConverter.DoubleToInt64Bits(mask[i]) == 0 ? b[i] : a[i]);

    [InlineArray(Lanes.Count)]
    private struct Numbers
    {
        private double _first;
    }
}
