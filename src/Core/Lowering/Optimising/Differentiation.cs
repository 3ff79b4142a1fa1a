using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Reverse-mode differentiation, program to program: one backward pass through the steps gives the derivative of a weighted sum of
/// the outputs by every symbol. Griewank and Walther, Evaluating Derivatives, 2nd ed., ch. 3.
/// </summary>
public static class Differentiation
{
    /// <summary>Returns the derivative of <c>Σ_o seed_o·output_o</c> by symbols, for a program whose angles are affine in them.</summary>
    /// <param name="program">A program without scalar inputs.</param>
    /// <param name="symbols">The symbols, in the order of the outputs; those that do not occur give 0.</param>
    /// <returns>A program whose scalar inputs are the seeds, one per output of <paramref name="program"/>.</returns>
    /// <exception cref="CircuitException">An angle holds a product of symbols.</exception>
    public static Program BySymbol(Program program, IReadOnlyList<Symbol> symbols)
    {
        RequireNoScalars(program);
        var builder = new ProgramBuilder();
        Real[] values = Replay(builder, program);
        IReadOnlyList<Real> gradient = Gradient(builder, program, values, builder.Scalar);
        List<Real> outputs = [];
        foreach (Symbol symbol in symbols)
        {
            Real sum = builder.Zero;
            for (int angle = 0; angle < gradient.Count; angle++)
            {
                Angle slope = program.Angles[angle].Differentiate(symbol);
                sum = builder.Add(sum, builder.Multiply(builder.Constant(Slope(program.Angles[angle], slope)), gradient[angle]));
            }

            outputs.Add(sum);
        }

        return builder.Build(outputs);
    }

    /// <summary>Returns the outputs with their derivatives by symbols, whatever the angles are.</summary>
    /// <param name="program">A program without scalar inputs.</param>
    /// <param name="symbols">The symbols, in the order of the derivatives; those that do not occur give 0.</param>
    public static Jacobian Jacobian(Program program, IReadOnlyList<Symbol> symbols)
    {
        RequireNoScalars(program);
        var builder = new ProgramBuilder();
        Real[] values = Replay(builder, program);
        List<Real> outputs = [.. program.Outputs.Select(o => values[o])];
        List<Angle> factors = [];
        var slopes = symbols.Select(symbol => Slopes(builder, program, symbol, factors, firstFactor: 0)).ToArray();
        builder.Begin("backwards");
        for (int output = 0; output < program.Outputs.Count; output++)
        {
            int seeded = output;
            Real[] gradient = Gradient(builder, program, values, o => o == seeded ? builder.One : builder.Zero);
            foreach ((int Angle, Real Slope)[] own in slopes)
            {
                outputs.Add(builder.Sum([.. own.Select(s => builder.Multiply(s.Slope, gradient[s.Angle]))]));
            }
        }

        return new(builder.Build(outputs), factors.ToEquatableArray());
    }

    /// <summary>
    /// Returns the chain rule alone: from seeds of a program's outputs to derivatives by symbols, cosines and sines being inputs.
    /// </summary>
    /// <param name="program">A program without scalar inputs.</param>
    /// <param name="symbols">The symbols, in the order of the outputs.</param>
    /// <param name="cosines">For each angle of the program the scalar input that is its cosine.</param>
    /// <param name="sines">The same for its sine.</param>
    /// <param name="firstSeed">The scalar input that is the first output's seed; the factors follow those of the outputs.</param>
    internal static StateLoopGradient Chain(
        Program program, IReadOnlyList<Symbol> symbols, IReadOnlyList<int> cosines, IReadOnlyList<int> sines, int firstSeed)
    {
        var builder = new ProgramBuilder();
        Real[] values = Replay(builder, program, null, i => program.Steps[i].Operation switch
        {
            Operation.Cosine => builder.Scalar(cosines[program.Steps[i].A]),
            Operation.Sine => builder.Scalar(sines[program.Steps[i].A]),
            _ => null,
        });
        Real[] adjoints = Adjoints(builder, program, values, output => builder.Scalar(firstSeed + output));
        Real[] byAngle = [.. program.Angles.Select(_ => builder.Zero)];
        for (int i = 0; i < values.Length; i++)
        {
            Step step = program.Steps[i];
            if (step.Operation == Operation.Cosine)
            {
                byAngle[step.A] = builder.Subtract(byAngle[step.A], builder.Multiply(builder.Scalar(sines[step.A]), adjoints[i]));
            }
            else if (step.Operation == Operation.Sine)
            {
                byAngle[step.A] = builder.Add(byAngle[step.A], builder.Multiply(builder.Scalar(cosines[step.A]), adjoints[i]));
            }
        }

        List<Angle> factors = [];
        int firstFactor = firstSeed + program.Outputs.Count;
        Real[] bySymbol = [.. symbols.Select(symbol => builder.Sum(
            [.. Slopes(builder, program, symbol, factors, firstFactor).Select(s => builder.Multiply(s.Slope, byAngle[s.Angle]))]))];
        return new(builder.Build(bySymbol), factors.ToEquatableArray());
    }

    // The angles that depend on a symbol, with their derivatives by it: constants, or scalar inputs where symbols remain.
    private static (int Angle, Real Slope)[] Slopes(
        ProgramBuilder builder, Program program, Symbol symbol, List<Angle> factors, int firstFactor)
    {
        List<(int, Real)> slopes = [];
        for (int angle = 0; angle < program.Angles.Count; angle++)
        {
            Angle slope = program.Angles[angle].Differentiate(symbol);
            if (slope.IsConstant)
            {
                if (!slope.IsZero)
                {
                    slopes.Add((angle, builder.Constant(slope.Constant)));
                }

                continue;
            }

            int factor = factors.IndexOf(slope);
            if (factor < 0)
            {
                factor = factors.Count;
                factors.Add(slope);
            }

            slopes.Add((angle, builder.Scalar(firstFactor + factor)));
        }

        return [.. slopes];
    }

    private static double Slope(Angle angle, Angle slope) => slope.IsConstant ? slope.Constant : throw new CircuitException(
        $"angle {angle} is not affine in its symbols; give every occurrence a symbol of its own");

    private static void RequireNoScalars(Program program)
    {
        if (program.ScalarCount != 0)
        {
            throw new CircuitException(
                $"a program with {program.ScalarCount} scalar inputs cannot be differentiated; its seeds would take their place");
        }
    }

    // The derivative of the seeded sum of outputs by each angle.
    private static Real[] Gradient(ProgramBuilder builder, Program program, Real[] values, Func<int, Real> seed)
    {
        Real[] adjoints = Adjoints(builder, program, values, seed);
        Real[] gradient = Enumerable.Repeat(builder.Zero, program.Angles.Count).ToArray();
        for (int i = values.Length - 1; i >= 0; i--)
        {
            Step s = program.Steps[i];
            if (s.Operation == Operation.Cosine)
            {
                gradient[s.A] = builder.Subtract(gradient[s.A], builder.Multiply(adjoints[i], builder.Sine(program.Angles[s.A])));
            }
            else if (s.Operation == Operation.Sine)
            {
                gradient[s.A] = builder.Add(gradient[s.A], builder.Multiply(adjoints[i], builder.Cosine(program.Angles[s.A])));
            }
        }

        return gradient;
    }

    /// <summary>
    /// Returns the derivative of a seeded sum of a program's outputs by the value of each of its steps, inputs among them.
    /// </summary>
    /// <param name="builder">Receives the steps.</param>
    /// <param name="program">The program.</param>
    /// <param name="values">The value of each step, in the builder's program.</param>
    /// <param name="seed">The factor of each output.</param>
    internal static Real[] Adjoints(ProgramBuilder builder, Program program, Real[] values, Func<int, Real> seed)
    {
        var adjoints = Enumerable.Repeat(builder.Zero, values.Length).ToArray();
        for (int output = 0; output < program.Outputs.Count; output++)
        {
            int index = program.Outputs[output];
            adjoints[index] = builder.Add(adjoints[index], seed(output));
        }

        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (!program.Steps[i].IsLeaf)
            {
                Pull(builder, program.Steps[i], values, adjoints, adjoints[i]);
            }
        }

        return adjoints;
    }

    /// <summary>Writes a program's own steps into another, so that the builder's simplifications see through both.</summary>
    /// <param name="b">Receives the steps.</param>
    /// <param name="program">The program.</param>
    /// <param name="rewrite">The angle that takes an angle's place; null for the same.</param>
    /// <param name="known">The value of a step where it is known, as it is for every scalar input; null where it is to be written.</param>
    /// <returns>The value of each step.</returns>
    internal static Real[] Replay(
        ProgramBuilder b, Program program, Func<Angle, Angle>? rewrite = null, Func<int, Real?>? known = null)
    {
        Angle[] angles = [.. rewrite is null ? program.Angles : program.Angles.Select(rewrite)];
        var values = new Real[program.Steps.Count];
        int section = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (program.SectionOf[i] != section)
            {
                section = program.SectionOf[i];
                b.Begin(program.Sections[section]);
            }

            Step s = program.Steps[i];
            values[i] = known?.Invoke(i) ?? s.Operation switch
            {
                Operation.Constant => b.Constant(s.Number),
                Operation.Cosine => b.Cosine(angles[s.A]),
                Operation.Sine => b.Sine(angles[s.A]),
                Operation.Negate => -values[s.A],
                Operation.Add => b.Add(values[s.A], values[s.B]),
                Operation.Subtract => b.Subtract(values[s.A], values[s.B]),
                Operation.Multiply => b.Multiply(values[s.A], values[s.B]),
                Operation.MultiplyAdd => b.Add(b.Multiply(values[s.A], values[s.B]), values[s.C]),
                Operation.NegatedMultiplyAdd => b.Subtract(values[s.C], b.Multiply(values[s.A], values[s.B])),
                _ => b.Subtract(b.Multiply(values[s.A], values[s.B]), values[s.C]),
            };
        }

        return values;
    }

    private static void Pull(ProgramBuilder b, Step s, Real[] values, Real[] adjoints, Real adjoint)
    {
        switch (s.Operation)
        {
            case Operation.Negate:
                Give(s.A, -adjoint);
                return;
            case Operation.Add:
                Give(s.A, adjoint);
                Give(s.B, adjoint);
                return;
            case Operation.Subtract:
                Give(s.A, adjoint);
                Give(s.B, -adjoint);
                return;
        }

        Real product = s.Operation == Operation.NegatedMultiplyAdd ? -adjoint : adjoint;
        Give(s.A, b.Multiply(product, values[s.B]));
        Give(s.B, b.Multiply(product, values[s.A]));
        if (s.Operation != Operation.Multiply)
        {
            Give(s.C, s.Operation == Operation.MultiplySubtract ? -adjoint : adjoint);
        }

        void Give(int index, Real share) => adjoints[index] = b.Add(adjoints[index], share);
    }
}
