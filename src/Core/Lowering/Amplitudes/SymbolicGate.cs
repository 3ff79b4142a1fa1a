using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Gate matrices as values of a program. A gate without symbols takes its matrix from the gate table; the others are written here in
/// cosines and sines, and a test compares them with the table.
/// </summary>
/// <remarks>
/// Rotations about Z are phases of the full angle: a global phase never matters, and half the amplitudes stay as they are.
/// </remarks>
internal static class SymbolicGate
{
    /// <summary>Returns the matrix of a gate, up to a global phase.</summary>
    /// <returns>2^k × 2^k entries row by row; bit <c>i</c> of an index is the gate's argument <c>i</c>.</returns>
    public static Amplitude[] Matrix(ProgramBuilder builder, GateInstruction gate)
    {
        if (gate.Angles.All(a => a.IsConstant))
        {
            return gate.Gate.Matrix(gate.Angles.Select(a => a.Constant).ToArray()).Entries.Select(builder.Constant).ToArray();
        }

        var b = new Entries(builder);
        Angle t = gate.Angles[0];
        return gate.Gate.Name switch
        {
            "rx" => b.Rotation(t, 3, 3),
            "ry" => b.Rotation(t, 2, 0),
            "rz" or "p" => b.Diagonal(b.One, b.Phase(t)),
            "u" => b.General(t, gate.Angles[1], gate.Angles[2]),
            "u2" => b.General(Math.PI / 2, t, gate.Angles[1]),
            "crx" => b.Controlled(b.Rotation(t, 3, 3)),
            "cry" => b.Controlled(b.Rotation(t, 2, 0)),
            "crz" => b.Diagonal(b.One, b.Half(t).Conjugate, b.One, b.Half(t)),
            "cp" or "mcphase" => b.Diagonal([.. Enumerable.Repeat(b.One, (1 << gate.Targets.Count) - 1), b.Phase(t)]),
            "cu3" => b.Controlled(b.General(t, gate.Angles[1], gate.Angles[2])),
            "cu" => b.Controlled(b.Times(b.Phase(gate.Angles[3]), b.General(t, gate.Angles[1], gate.Angles[2]))),
            "rxx" => b.PauliPair(t, 3, 3),
            "ryy" => b.PauliPair(t, 1, 3),
            "rzz" => b.Diagonal(b.One, b.Phase(t), b.Phase(t), b.One),
            "rzx" => b.RotationZX(t),
            "xx_plus_yy" => b.Exchange(t, gate.Angles[1], 1, 2),
            "xx_minus_yy" => b.Exchange(t, gate.Angles[1], 0, 3),
            _ => throw new CircuitException(
                $"gate {gate.Gate.Name} has no matrix in symbols; give it constant angles or write it with other gates"),
        };
    }

    /// <summary>The notation of matrices: entries, phases and blocks.</summary>
    private readonly struct Entries(ProgramBuilder builder)
    {
        public Amplitude One => builder.Unit;

        public Amplitude Phase(Angle angle) => builder.Phase(angle);

        public Amplitude Half(Angle angle) => builder.Phase(0.5 * angle);

        public Amplitude[] Times(Amplitude factor, Amplitude[] matrix)
        {
            ProgramBuilder b = builder;
            return matrix.Select(entry => b.Multiply(factor, entry)).ToArray();
        }

        public Amplitude[] Diagonal(params Amplitude[] diagonal)
        {
            Amplitude[] matrix = Blank(diagonal.Length);
            for (int i = 0; i < diagonal.Length; i++)
            {
                matrix[(i * diagonal.Length) + i] = diagonal[i];
            }

            return matrix;
        }

        // cos(t/2) on the diagonal; sin(t/2) times i^upper and i^lower off it.
        public Amplitude[] Rotation(Angle t, int upper, int lower)
        {
            (Amplitude c, Amplitude s) = HalfTurn(t);
            return [c, ProgramBuilder.Turn(s, upper), ProgramBuilder.Turn(s, lower), c];
        }

        public Amplitude[] General(Angle theta, Angle phi, Angle lambda)
        {
            (Amplitude c, Amplitude s) = HalfTurn(theta);
            Amplitude before = Phase(lambda);
            Amplitude after = Phase(phi);
            return
            [
                c, -builder.Multiply(before, s),
                builder.Multiply(after, s), builder.Multiply(builder.Multiply(before, after), c),
            ];
        }

        // The control is the least significant bit.
        public Amplitude[] Controlled(Amplitude[] u)
        {
            Amplitude[] matrix = Blank(4);
            matrix[0] = One;
            matrix[10] = One;
            matrix[5] = u[0];
            matrix[7] = u[1];
            matrix[13] = u[2];
            matrix[15] = u[3];
            return matrix;
        }

        // cos(t/2) on the diagonal, sin(t/2) times i^corner (00-11) and i^middle (01-10) on the anti-diagonal.
        public Amplitude[] PauliPair(Angle t, int corner, int middle)
        {
            (Amplitude c, Amplitude s) = HalfTurn(t);
            Amplitude[] matrix = Diagonal(c, c, c, c);
            matrix[3] = matrix[12] = ProgramBuilder.Turn(s, corner);
            matrix[6] = matrix[9] = ProgramBuilder.Turn(s, middle);
            return matrix;
        }

        public Amplitude[] RotationZX(Angle t)
        {
            (Amplitude c, Amplitude s) = HalfTurn(t);
            Amplitude[] matrix = Diagonal(c, c, c, c);
            matrix[2] = matrix[8] = ProgramBuilder.Turn(s, 3);
            matrix[7] = matrix[13] = ProgramBuilder.Turn(s, 1);
            return matrix;
        }

        // cos(t/2) and -i sin(t/2) e^{∓iβ} between two basis states; the other two stay.
        public Amplitude[] Exchange(Angle t, Angle beta, int low, int high)
        {
            (Amplitude c, Amplitude s) = HalfTurn(t);
            Amplitude[] matrix = Diagonal(One, One, One, One);
            Amplitude turned = ProgramBuilder.Turn(s, 3);
            matrix[(low * 4) + low] = c;
            matrix[(high * 4) + high] = c;
            matrix[(low * 4) + high] = builder.Multiply(turned, Phase(-beta));
            matrix[(high * 4) + low] = builder.Multiply(turned, Phase(beta));
            return matrix;
        }

        private (Amplitude Cosine, Amplitude Sine) HalfTurn(Angle t)
        {
            Amplitude half = Half(t);
            return (new(half.Re, builder.Zero), new(half.Im, builder.Zero));
        }

        private Amplitude[] Blank(int dimension)
        {
            Amplitude nothing = builder.Nothing;
            return Enumerable.Repeat(nothing, dimension * dimension).ToArray();
        }
    }
}
