using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A cut with everything about it that does not depend on parameter values.</summary>
/// <param name="Cut">Where the circuit is separated.</param>
/// <param name="First">The end on the gate's first qubit, or upstream on a wire.</param>
/// <param name="Second">The other end.</param>
/// <param name="Interaction">The cut gate's inner angles; null for a wire.</param>
public sealed record PlannedCut(Cut Cut, CutSide First, CutSide Second, Interaction? Interaction)
{
    /// <summary>The basis of the first leg.</summary>
    public LegBasis FirstBasis => Interaction?.Basis ?? LegBasis.WireOut;

    /// <summary>The basis of the second leg.</summary>
    public LegBasis SecondBasis => Interaction?.Basis ?? LegBasis.WireIn;

    /// <summary>The angles XX, YY and ZZ of the interaction; zeros for a wire.</summary>
    public IReadOnlyList<Angle> Angles => Interaction is { } i ? [i.XX, i.YY, i.ZZ] : [Angle.Zero, Angle.Zero, Angle.Zero];

    /// <summary>The bond matrix for bound symbols: rows by the first leg's entries, columns by the second's.</summary>
    public double[] Bond(Func<Symbol, double> value) => Interaction is null
        ? CutBond.Wire
        : CutBond.Gate(
            Interaction.Basis, Interaction.XX.Evaluate(value), Interaction.YY.Evaluate(value), Interaction.ZZ.Evaluate(value));

    /// <summary>
    /// The joint terms (operation of the first leg, operation of the second, index into the bond, factor): the term's coefficient is
    /// factor × bond entry. Entries that vanish for every angle are left out.
    /// </summary>
    public IReadOnlyList<JointTerm> Terms()
    {
        LegBasis first = FirstBasis;
        LegBasis second = SecondBasis;
        bool[] occurs = Structure();
        var terms = new List<JointTerm>();
        for (int i = 0; i < first.Dimension; i++)
        {
            for (int j = 0; j < second.Dimension; j++)
            {
                int entry = (i * second.Dimension) + j;
                for (int a = 0; occurs[entry] && a < first.Operations.Count; a++)
                {
                    for (int b = 0; first.Assembly[i, a] != 0 && b < second.Operations.Count; b++)
                    {
                        if (second.Assembly[j, b] != 0)
                        {
                            terms.Add(new(a, b, entry, first.Assembly[i, a] * second.Assembly[j, b]));
                        }
                    }
                }
            }
        }

        return terms;
    }

    // Which bond entries can be non-zero. Constant angles are evaluated; symbolic ones at two points without special meaning.
    private bool[] Structure()
    {
        const double Rounding = 1e-12;
        bool[] occurs = new bool[FirstBasis.Dimension * SecondBasis.Dimension];
        foreach (double sample in new[] { 0.7310585786, 1.9283746655 })
        {
            double[] bond = Bond(symbol => sample + (0.1234567 * symbol.Index) + (symbol.Kind == SymbolKind.Weight ? 0.0543217 : 0));
            for (int i = 0; i < occurs.Length; i++)
            {
                occurs[i] |= Math.Abs(bond[i]) > Rounding;
            }
        }

        return occurs;
    }
}

/// <summary>Where a cut's end lies.</summary>
/// <param name="Fragment">Index of the fragment.</param>
/// <param name="Leg">Index of the leg in the fragment.</param>
public readonly record struct CutSide(int Fragment, int Leg);

/// <summary>One term of a cut's decomposition into physical operations.</summary>
/// <param name="First">Operation of the first leg.</param>
/// <param name="Second">Operation of the second leg.</param>
/// <param name="BondEntry">Index into the bond matrix.</param>
/// <param name="Factor">The coefficient is this times the bond entry.</param>
public readonly record struct JointTerm(int First, int Second, int BondEntry, double Factor);
