namespace CutAwareQnn.Circuits.OpenQasm;

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
