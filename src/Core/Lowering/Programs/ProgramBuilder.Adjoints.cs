namespace CutAwareQnn.Lowering;

/// <content>Derivatives of a value by values that it was computed from, written into the same program.</content>
public sealed partial class ProgramBuilder
{
    /// <summary>Returns the derivatives of a value by some of the program's inputs, in one backward pass.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inputs">Scalar inputs, cosines or sines.</param>
    public IReadOnlyList<Real> Derivatives(Real value, IReadOnlyList<Real> inputs)
    {
        Real[] adjoints = Enumerable.Repeat(Zero, value.Index + 1).ToArray();
        adjoints[value.Index] = value.IsNegative ? -One : One;
        for (int i = value.Index; i >= 0; i--)
        {
            Step step = _steps[i];
            Real adjoint = adjoints[i];
            if (adjoint == Zero || step.IsLeaf)
            {
                continue;
            }

            bool isProduct = step.Operation == Operation.Multiply;
            Real left = isProduct ? Multiply(adjoint, new Real(step.B, false)) : adjoint;
            Real right = isProduct ? Multiply(adjoint, new Real(step.A, false))
                : step.Operation == Operation.Subtract ? -adjoint
                : adjoint;
            adjoints[step.A] = Add(adjoints[step.A], left);
            adjoints[step.B] = Add(adjoints[step.B], right);
        }

        return inputs.Select(input => input.Index > value.Index ? Zero
            : input.IsNegative ? -adjoints[input.Index]
            : adjoints[input.Index]).ToArray();
    }
}
