using CutAwareQnn.Cutting;

namespace CutAwareQnn.Lowering;

/// <summary>The bond of a cut as values of a program, with the angles of the cut gates as its angles.</summary>
/// <remarks>
/// With <c>Π_k exp(i(a_k XX + b_k YY + c_k ZZ)) = Σ_s u_s P_s ⊗ P_s</c> the entries are those of <see cref="CutForm.Bond(double[])"/>:
/// |u_s|² on the diagonal channels, and 2·Re(u_s u_q*) and -2·Im(u_s u_q*) for s &lt; q.
/// </remarks>
internal static class SymbolicBond
{
    /// <summary>Returns the entries, row (first end) by row.</summary>
    public static Real[] Entries(ProgramBuilder builder, CutForm form)
    {
        if (form.IsConstant)
        {
            return [.. form.Bond(_ => 0).Select(builder.Constant)];
        }

        if (form.Law is { } law)
        {
            return Polynomial(builder, form, law);
        }

        Amplitude[] u = [builder.Unit];
        foreach (Interaction gate in form.Interactions)
        {
            Amplitude[] own = Amplitudes(builder, gate);
            u = [.. u.SelectMany(_ => own, (left, right) => builder.Multiply(left, right))];
        }

        return Products(builder, u);
    }

    private static Real[] Polynomial(ProgramBuilder b, CutForm form, BondLaw law)
    {
        Real[] bond = [.. Enumerable.Repeat(b.Zero, form.BondLength)];
        (Real cosine, Real sine) = (b.Cosine(law.Turn), b.Sine(law.Turn));
        foreach ((int cosines, int sines, double[] weights) in law.Polynomial(form))
        {
            Real factor = Enumerable.Repeat(cosine, cosines).Concat(Enumerable.Repeat(sine, sines)).Aggregate(b.Constant(1), b.Multiply);
            for (int i = 0; i < bond.Length; i++)
            {
                bond[i] = weights[i] == 0 ? bond[i] : b.Add(bond[i], b.Multiply(b.Constant(weights[i]), factor));
            }
        }

        return bond;
    }

    private static Amplitude[] Amplitudes(ProgramBuilder b, Interaction gate)
    {
        Real c = b.Cosine(gate.ZZ);
        Real s = b.Sine(gate.ZZ);
        if (gate.Rank <= 2)
        {
            return gate.Rank == 1 ? [b.Unit] : [new(c, b.Zero), new(b.Zero, s)];
        }

        (Real ca, Real sa) = (b.Cosine(gate.XX), b.Sine(gate.XX));
        (Real cb, Real sb) = (b.Cosine(gate.YY), b.Sine(gate.YY));
        return
        [
            new(Product(ca, cb, c), Product(sa, sb, s)), new(Product(ca, sb, s), Product(sa, cb, c)),
            new(Product(sa, cb, s), Product(ca, sb, c)), new(Product(sa, sb, c), Product(ca, cb, s)),
        ];

        Real Product(Real first, Real second, Real third) => b.Multiply(b.Multiply(first, second), third);
    }

    private static Real[] Products(ProgramBuilder b, Amplitude[] u)
    {
        int dimension = u.Length * u.Length;
        Real[] bond = [.. Enumerable.Repeat(b.Zero, dimension * dimension)];
        for (int i = 0; i < u.Length; i++)
        {
            bond[(i * dimension) + i] = b.Multiply(u[i], u[i].Conjugate).Re;
        }

        int row = u.Length;
        for (int i = 0; i < u.Length; i++)
        {
            for (int j = i + 1; j < u.Length; j++, row += 2)
            {
                Amplitude twice = b.Multiply(b.Constant(2), b.Multiply(u[i], u[j].Conjugate));
                bond[(row * dimension) + row] = twice.Re;
                bond[((row + 1) * dimension) + row + 1] = -twice.Re;
                bond[(row * dimension) + row + 1] = -twice.Im;
                bond[((row + 1) * dimension) + row] = -twice.Im;
            }
        }

        return bond;
    }
}
