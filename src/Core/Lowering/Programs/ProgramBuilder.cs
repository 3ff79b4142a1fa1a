using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Writes a program and simplifies while it writes: constants fold, neutral elements and signs vanish, and a step that is there
/// already is not written twice. So |0…0⟩, fixed gates, real states and dead amplitudes leave no trace.
/// </summary>
public sealed partial class ProgramBuilder
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<Step, int> _known = [];
    private readonly List<Angle> _angles = [];
    private readonly Dictionary<Angle, int> _knownAngles = [];
    private readonly List<string> _sections = [""];
    private readonly List<int> _sectionOf = [];
    private int _scalarCount;

    /// <summary>Starts with the constants 0 and 1.</summary>
    public ProgramBuilder()
    {
        Zero = Constant(0);
        One = Constant(1);
    }

    /// <summary>The constant 0.</summary>
    public Real Zero { get; }

    /// <summary>The constant 1.</summary>
    public Real One { get; }

    /// <summary>Number of steps so far, inputs and constants included.</summary>
    public int Count => _steps.Count;

    /// <summary>Begins a section: the steps that follow are written for this gate or observable.</summary>
    public void Begin(string section) => _sections.Add(section);

    /// <summary>Returns a finite constant.</summary>
    public Real Constant(double value)
    {
        Real magnitude = Write(new(Operation.Constant, Number: Math.Abs(value)));
        return value < 0 ? -magnitude : magnitude;
    }

    /// <summary>Returns scalar input <paramref name="index"/>, from 0.</summary>
    public Real Scalar(int index)
    {
        _scalarCount = Math.Max(_scalarCount, index + 1);
        return Write(new(Operation.Scalar, index));
    }

    /// <summary>Returns the cosine of an angle in radians; even, so an angle and its negative share it.</summary>
    public Real Cosine(Angle angle) => angle.IsConstant
        ? Constant(Snap(Elementary.Cos(angle.Constant)))
        : Write(new(Operation.Cosine, AngleIndex(angle.IsReflected ? -angle : angle)));

    /// <summary>Returns the sine of an angle in radians; odd, so an angle and its negative share it.</summary>
    public Real Sine(Angle angle)
    {
        if (angle.IsConstant)
        {
            return Constant(Snap(Elementary.Sin(angle.Constant)));
        }

        return angle.IsReflected
            ? -Write(new(Operation.Sine, AngleIndex(-angle)))
            : Write(new(Operation.Sine, AngleIndex(angle)));
    }

    /// <summary>Returns the sum.</summary>
    public Real Add(Real a, Real b)
    {
        if (IsConstant(a, out double x) && IsConstant(b, out double y))
        {
            return Constant(x + y);
        }

        if (a == Zero || b == Zero)
        {
            return a == Zero ? b : a;
        }

        if (a.Index == b.Index)
        {
            return a.IsNegative == b.IsNegative ? Multiply(Constant(2), a) : Zero;
        }

        if (Scaled(a, out double scale, out Real unscaled) && Scaled(b, out double other, out Real otherUnscaled)
            && Math.Abs(scale) == Math.Abs(other))
        {
            return Multiply(Constant(scale), Add(unscaled, scale == other ? otherUnscaled : -otherUnscaled));
        }

        (Real first, Real second) = a.Index < b.Index ? (a, b) : (b, a);
        int left = first.Index;
        int right = second.Index;
        Real value = first.IsNegative == second.IsNegative
            ? Write(new(Operation.Add, left, right))
            : Write(new(Operation.Subtract, left, right));
        return first.IsNegative ? -value : value;
    }

    /// <summary>Returns the difference.</summary>
    public Real Subtract(Real a, Real b) => Add(a, -b);

    /// <summary>Returns the product.</summary>
    public Real Multiply(Real a, Real b)
    {
        bool isNegative = a.IsNegative != b.IsNegative;
        (int left, int right) = a.Index < b.Index ? (a.Index, b.Index) : (b.Index, a.Index);
        if (_steps[right].Operation == Operation.Constant)
        {
            (left, right) = (right, left);
        }

        Real value = MultiplyMagnitudes(left, right);
        return isNegative ? -value : value;
    }

    /// <summary>
    /// Returns the sum of many values in a fixed order, in up to four chains, so that one does not wait for the last addition.
    /// </summary>
    public Real Sum(IReadOnlyList<Real> values)
    {
        const int ChainLength = 6;
        int chains = Math.Min(4, Math.Max(1, values.Count / ChainLength));
        Real total = Zero;
        for (int chain = 0; chain < chains; chain++)
        {
            Real sum = Zero;
            for (int i = chain * values.Count / chains; i < (chain + 1) * values.Count / chains; i++)
            {
                sum = Add(sum, values[i]);
            }

            total = Add(total, sum);
        }

        return total;
    }

    /// <summary>
    /// Returns the program that computes these values, without the steps that none of them needs and with products fused into sums.
    /// </summary>
    public Program Build(IEnumerable<Real> outputs)
    {
        List<Step> steps = [.. _steps];
        List<int> indices = [];
        foreach (Real output in outputs)
        {
            indices.Add(IsConstant(output, out double value) ? Append(steps, new(Operation.Constant, Number: value))
                : output.IsNegative ? Append(steps, new(Operation.Negate, output.Index))
                : output.Index);
        }

        IEnumerable<int> last = Enumerable.Repeat(_sections.Count - 1, steps.Count - _steps.Count);
        Program program = new(
            _angles.ToEquatableArray(),
            _scalarCount,
            steps.ToEquatableArray(),
            indices.ToEquatableArray(),
            _sections.ToEquatableArray(),
            _sectionOf.Concat(last).ToEquatableArray());
        return Fusion.Apply(DeadSteps.Remove(program));
    }

    /// <summary>Returns whether a value is known now.</summary>
    internal bool IsConstant(Real value, out double number)
    {
        Step step = _steps[value.Index];
        number = value.IsNegative ? -step.Number : step.Number;
        return step.Operation == Operation.Constant;
    }

    private static int Append(List<Step> steps, Step step)
    {
        steps.Add(step);
        return steps.Count - 1;
    }

    // A multiple of π/2 is not exact as a number, but its cosine is meant to be 0 or ±1 exactly; then amplitudes vanish.
    private static double Snap(double value)
    {
        const double Rounding = 4e-16;
        double nearest = Math.Round(value);
        return Math.Abs(value - nearest) < Rounding ? nearest : value;
    }

    private Real MultiplyMagnitudes(int left, int right)
    {
        if (_steps[left].Operation == Operation.Constant)
        {
            double factor = _steps[left].Number;
            if (_steps[right].Operation == Operation.Constant)
            {
                return Constant(factor * _steps[right].Number);
            }

            if (factor == 0 || factor == 1)
            {
                return factor == 0 ? Zero : new(right, false);
            }

            if (Scaled(new(right, false), out double scale, out Real unscaled))
            {
                return Multiply(Constant(factor * scale), unscaled);
            }
        }
        else if (Scaled(new(right, false), out double scale, out Real unscaled))
        {
            return Multiply(Constant(scale), Multiply(new Real(left, false), unscaled));
        }
        else if (Scaled(new(left, false), out scale, out unscaled))
        {
            return Multiply(Constant(scale), Multiply(unscaled, new Real(right, false)));
        }

        return Write(new(Operation.Multiply, left, right));
    }

    // Whether a value is a constant times another: constants are gathered at the front of products.
    private bool Scaled(Real value, out double scale, out Real unscaled)
    {
        Step step = _steps[value.Index];
        if (step.Operation == Operation.Multiply && _steps[step.A].Operation == Operation.Constant)
        {
            scale = value.IsNegative ? -_steps[step.A].Number : _steps[step.A].Number;
            unscaled = new(step.B, false);
            return true;
        }

        scale = 1;
        unscaled = value;
        return false;
    }

    private int AngleIndex(Angle angle)
    {
        if (!_knownAngles.TryGetValue(angle, out int index))
        {
            index = _angles.Count;
            _angles.Add(angle);
            _knownAngles.Add(angle, index);
        }

        return index;
    }

    private Real Write(Step step)
    {
        if (!_known.TryGetValue(step, out int index))
        {
            index = _steps.Count;
            _steps.Add(step);
            _sectionOf.Add(_sections.Count - 1);
            _known.Add(step, index);
        }

        return new(index, false);
    }
}
