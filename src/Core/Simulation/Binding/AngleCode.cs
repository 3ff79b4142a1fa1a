using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>An angle with functions, quotients or parentheses as steps of a stack machine, so that binding it allocates nothing.</summary>
/// <remarks>The order of operations is that of <see cref="Angle.Evaluate"/>, and of the code that the generator prints.</remarks>
internal sealed class AngleCode
{
    private readonly List<Step> _steps = [];
    private int _depth;
    private int _deepest;

    public AngleCode(Angle angle)
    {
        Sum(angle);
    }

    private enum Code
    {
        Number,
        Feature,
        Weight,
        Add,
        Multiply,
        Power,
        Function,
        Atan2,
    }

    /// <summary>Computes the value in radians.</summary>
    /// <exception cref="CircuitException">A function has no value there.</exception>
    public double Evaluate(ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        Span<double> stack = stackalloc double[_deepest];
        int top = -1;
        foreach (Step step in _steps)
        {
            switch (step.Code)
            {
                case Code.Number:
                    stack[++top] = step.Number;
                    break;
                case Code.Feature:
                    stack[++top] = features[step.Index];
                    break;
                case Code.Weight:
                    stack[++top] = weights[step.Index];
                    break;
                case Code.Add:
                    top--;
                    stack[top] += stack[top + 1];
                    break;
                case Code.Multiply:
                    top--;
                    stack[top] *= stack[top + 1];
                    break;
                case Code.Power:
                    stack[top] = AngleMath.Power(stack[top], step.Index);
                    break;
                case Code.Function:
                    stack[top] = AngleMath.Apply((AngleFunction)step.Index, stack[top]);
                    break;
                default:
                    top--;
                    stack[top] = AngleMath.Atan2(stack[top], stack[top + 1]);
                    break;
            }
        }

        return stack[0];
    }

    private void Sum(Angle angle)
    {
        Push(new(Code.Number, 0, angle.IsConstant ? angle.Constant : 0));
        foreach (AngleTerm term in angle.IsConstant ? [] : angle.Terms)
        {
            Push(new(Code.Number, 0, term.Coefficient));
            foreach (AnglePower factor in term.Factors)
            {
                for (int i = factor.IsRepeated ? factor.Exponent : 1; i > 0; i--)
                {
                    Factor(factor.Base);
                    if (!factor.IsRepeated && factor.Exponent != 1)
                    {
                        _steps.Add(new(Code.Power, factor.Exponent));
                    }

                    Pop(new(Code.Multiply));
                }
            }

            Pop(new(Code.Add));
        }
    }

    private void Factor(AngleFactor factor)
    {
        switch (factor)
        {
            case SymbolFactor { Symbol: var symbol }:
                Push(new(symbol.Kind == SymbolKind.Feature ? Code.Feature : Code.Weight, symbol.Index));
                break;
            case SumFactor inner:
                Sum(inner.Sum);
                break;
            case FunctionFactor function:
                Sum(function.Argument);
                _steps.Add(new(Code.Function, (int)function.Function));
                break;
            case Atan2Factor point:
                Sum(point.Y);
                Sum(point.X);
                Pop(new(Code.Atan2));
                break;
        }
    }

    private void Push(Step step)
    {
        _steps.Add(step);
        _deepest = Math.Max(_deepest, ++_depth);
    }

    private void Pop(Step step)
    {
        _steps.Add(step);
        _depth--;
    }

    private readonly record struct Step(Code Code, int Index = 0, double Number = 0);
}
