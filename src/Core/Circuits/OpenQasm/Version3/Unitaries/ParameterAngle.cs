namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An angle in the parameters of a gate that is being defined; they are symbols of indices below 0.</summary>
internal sealed class ParameterAngle
{
    private const int EvaluatedTermsPerStep = 16;

    private readonly Angle _angle;
    private readonly int _parameter = -1;
    private readonly bool _hasParameters;
    private readonly bool _hasInputs;

    public ParameterAngle(Angle angle)
    {
        _angle = angle;
        foreach (Symbol symbol in angle.IsConstant ? [] : angle.Symbols)
        {
            _hasParameters |= symbol.Index < 0;
            _hasInputs |= symbol.Index >= 0;
            _parameter = angle.Equals(Angle.Of(symbol)) ? -1 - symbol.Index : -1;
        }
    }

    /// <summary>Returns the symbol of a parameter by its number from 0.</summary>
    public static Angle Parameter(int index) => Angle.Weight(-1 - index);

    /// <summary>Returns the angle for the values of the parameters.</summary>
    /// <param name="values">By the number of the parameter.</param>
    /// <param name="work">Pays for large angles.</param>
    /// <exception cref="CircuitException">A function is used outside its domain.</exception>
    public Angle Bind(Angle[] values, WorkBudget work)
    {
        if (!_hasParameters)
        {
            return _angle;
        }

        if (_parameter >= 0)
        {
            return values[_parameter];
        }

        if (!_hasInputs && Array.TrueForAll(values, v => v.IsConstant))
        {
            work.Charge(_angle.Size / EvaluatedTermsPerStep);
            return Angle.FromDouble(_angle.Evaluate(s => values[-1 - s.Index].Constant));
        }

        Angle bound = _angle.Substitute(s => s.Index < 0 ? values[-1 - s.Index] : Angle.Of(s));
        work.Charge(_angle.Size + bound.Size);
        return bound;
    }
}
