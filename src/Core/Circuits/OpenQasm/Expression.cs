namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What one step of an expression does with the stack.</summary>
internal enum Operation
{
    Number,
    Parameter,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Negate,
    Sin,
    Cos,
    Tan,
    Exp,
    Ln,
    Sqrt,
}

/// <summary>One step: pushes a number or a parameter, or replaces the topmost one or two values by a result.</summary>
internal readonly struct ExpressionStep
{
    private ExpressionStep(Operation operation, double number, int parameter)
    {
        Operation = operation;
        Number = number;
        Parameter = parameter;
    }

    public Operation Operation { get; }

    public double Number { get; }

    public int Parameter { get; }

    public static ExpressionStep Of(Operation operation) => new(operation, 0, 0);

    public static ExpressionStep OfNumber(double number) => new(Operation.Number, number, 0);

    public static ExpressionStep OfParameter(int parameter) => new(Operation.Parameter, 0, parameter);
}

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

    /// <summary>The value; not finite after a division by zero or outside a function's domain.</summary>
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
