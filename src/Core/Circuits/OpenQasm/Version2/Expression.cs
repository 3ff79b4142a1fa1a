namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An expression in a gate's parameters, as postfix steps: evaluation needs no recursion, however it was nested.</summary>
internal sealed class Expression
{
    private readonly ExpressionStep[] _steps;
    private readonly int _stackDepth;

    public Expression(ExpressionStep[] steps)
    {
        _steps = steps;
        int depth = 0;
        foreach (ExpressionStep step in steps)
        {
            depth += step.Operation <= Operation.Parameter ? 1 : step.Operation <= Operation.Power ? -1 : 0;
            _stackDepth = Math.Max(_stackDepth, depth);
        }
    }

    /// <summary>Computes the value; not finite after a division by zero or outside a function's domain.</summary>
    public double Evaluate(double[] parameters)
    {
        if (_steps.Length == 1)
        {
            return ValueOf(_steps[0], parameters);
        }

        double[] stack = new double[_stackDepth];
        int top = -1;
        foreach (ExpressionStep step in _steps)
        {
            if (step.Operation <= Operation.Parameter)
            {
                stack[++top] = ValueOf(step, parameters);
            }
            else if (step.Operation <= Operation.Power)
            {
                top--;
                stack[top] = Arithmetic.Binary(step.Operation, stack[top], stack[top + 1]);
            }
            else
            {
                stack[top] = Arithmetic.Unary(step.Operation, stack[top]);
            }
        }

        return stack[0];
    }

    private static double ValueOf(ExpressionStep step, double[] parameters) =>
        step.Operation == Operation.Number ? step.Number : parameters[step.Parameter];
}
