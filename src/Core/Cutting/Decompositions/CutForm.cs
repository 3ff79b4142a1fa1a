using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The mathematics of a cut, wherever it lies: the bases of its two ends and the bond between them, a matrix B over their entries with
/// <c>channel = Σ_ij B[i, j] L_i ⊗ R_j</c>.
/// </summary>
/// <param name="First">The basis of the first end.</param>
/// <param name="Second">The basis of the second end.</param>
/// <param name="Interactions">The inner angles of the gates that are cut; none for wires.</param>
/// <param name="FixedBond">The bond where no gate is cut, row (first end) by row; else empty.</param>
public sealed record CutForm(
    LegBasis First, LegBasis Second, EquatableArray<Interaction> Interactions, EquatableArray<double> FixedBond)
{
    /// <summary>Most combinations of operators of gates cut together; with twice as many the bond alone has 10^6 entries.</summary>
    public const int MaxInsertionCount = 16;

    // Smaller coefficients are what rounding leaves of 0.
    private const double Rounding = 1e-12;

    // Angles without special meaning.
    private static readonly double[] SamplePoints = [0.7310585786, 1.9283746655];

    /// <summary>A wire: <c>½ Σ_P</c> over I, X, Y, Z. Peng et al., arXiv:1904.00102.</summary>
    public static CutForm Wire { get; } = new(
        LegBasis.WireOut, LegBasis.WireIn, EquatableArray<Interaction>.Empty,
        Enumerable.Range(0, 16).Select(i => i % 5 == 0 ? 0.5 : 0.0).ToEquatableArray());

    /// <summary>Whether no symbol occurs.</summary>
    public bool IsConstant => Law?.Angle.IsConstant ?? Interactions.All(i => i.IsConstant);

    /// <summary>The angles XX, YY and ZZ of every interaction, in order, or the one angle of a gate that is none.</summary>
    public IEnumerable<Angle> Angles => Law is null ? Interactions.SelectMany(i => new[] { i.XX, i.YY, i.ZZ }) : [Law.Angle];

    /// <summary>How the bond depends on the angle of a gate that is no product of interactions; null for all others.</summary>
    internal BondLaw? Law { get; init; }

    /// <summary>Natural logarithm of the largest γ for any value of the symbols.</summary>
    public double LargestLogGamma => Interactions.Count switch
    {
        0 when Law is { Angle.IsConstant: false } => Elementary.Log(Law.LargestGamma),
        0 => Elementary.Log(Gamma(Bond(_ => 0))),
        1 when !First.HasAncilla => GatePrice.Of(Interactions[0]).LogGamma,
        _ => JointPrice.Of(Interactions.Sum(i => GatePrice.Of(i).JointWeight)),
    };

    /// <summary>Number of bond entries.</summary>
    public int BondLength => First.Dimension * Second.Dimension;

    /// <summary>Creates the form of a gate on its own, without ancilla.</summary>
    public static CutForm Gate(Interaction interaction)
    {
        LegBasis basis = interaction.Rank switch
        {
            1 => LegBasis.Local(interaction.InsertedOperators[0]),
            2 => LegBasis.RankTwoGate,
            _ => LegBasis.RankFourGate,
        };
        return new(basis, basis, EquatableArray<Interaction>.Of(interaction), EquatableArray<double>.Empty);
    }

    /// <summary>Creates the form of gates cut together.</summary>
    /// <exception cref="CutException">
    /// More than <see cref="MaxInsertionCount"/> combinations of inserted operators, or gates of rank 4 without an ancilla.
    /// </exception>
    public static CutForm Joint(EquatableArray<Interaction> interactions, JointForm form)
    {
        double insertions = interactions.Aggregate(1.0, (count, i) => count * i.Rank);
        if (insertions > MaxInsertionCount)
        {
            throw new CutException(
                $"{Counted.Of(interactions.Count, "gate")} cut together have {insertions} combinations of operators, more "
                + $"than {MaxInsertionCount}; cut fewer gates together");
        }

        if (form == JointForm.Parallel)
        {
            if (interactions.Any(i => !i.IsAboutZZ))
            {
                throw new CutException(
                    "a gate of operator Schmidt rank 4, such as SWAP, cannot be cut together with others without an ancilla; use "
                    + "JointForm.Ancilla");
            }

            LegBasis basis = ParallelLeg.Of(interactions.Count);
            return new(basis, basis, interactions, EquatableArray<double>.Empty);
        }

        IReadOnlyList<Pauli>[] places = interactions.Select(i => i.InsertedOperators).ToArray();
        LegBasis first = AncillaLeg.First(places);
        if (interactions.Any(i => !i.IsConstant))
        {
            return new(first, AncillaLeg.Second(places, (_, _) => 0), interactions, EquatableArray<double>.Empty);
        }

        System.Numerics.Complex[] u = CutBond.Amplitudes(places, interactions
            .SelectMany(i => new[] { i.XX.Constant, i.YY.Constant, i.ZZ.Constant }).ToArray());
        return new(
            first,
            AncillaLeg.Second(places, (s, q) => u[s] == 0 || u[q] == 0 ? 0 : (u[s] * System.Numerics.Complex.Conjugate(u[q])).Phase),
            interactions,
            EquatableArray<double>.Empty);
    }

    /// <summary>Creates the form of wires cut together with one-way communication.</summary>
    /// <exception cref="CutException">Not 1 to 3 wires.</exception>
    public static CutForm Communicating(int wireCount, CommunicationForm form)
    {
        if (wireCount is < 1 or > 3)
        {
            throw new CutException(
                $"{Counted.Of(wireCount, "wire", "is", "are")} cut together with communication; cut one to three together");
        }

        (LegBasis basis, double[] weights) = CommunicatingLeg.Of(wireCount, form);
        return new(basis, LegBasis.Nothing, EquatableArray<Interaction>.Empty, weights.ToEquatableArray());
    }

    /// <summary>Computes the bond for bound symbols.</summary>
    /// <returns><see cref="BondLength"/> entries, row (first end) by row.</returns>
    public double[] Bond(Func<Symbol, double> value) => Bond(Angles.Select(a => a.Evaluate(value)).ToArray());

    /// <summary>Computes the bond for bound <see cref="Angles"/> in radians.</summary>
    public double[] Bond(double[] angles) => Law is not null ? Law.Bond(this, angles[0])
        : Interactions.Count == 0 ? FixedBond.ToArray()
        : CutBond.Gates(First.Places, angles);

    /// <summary>Computes the derivative of the bond by one of its angles.</summary>
    /// <param name="angles">All angles in radians.</param>
    /// <param name="angle">Which of them.</param>
    public double[] BondDerivative(double[] angles, int angle) =>
        Law?.Derivative(this, angles[0]) ?? CutBond.GatesDerivative(First.Places, angles, angle);

    /// <summary>Computes γ of a bond: Σ|c| over the joint terms.</summary>
    public double Gamma(double[] bond) => Coefficients(bond).Values.Sum(Math.Abs);

    /// <summary>
    /// Returns the coefficient of every pair of operations, of the first end and of the second, that a bond does not leave out.
    /// </summary>
    /// <param name="bond"><see cref="BondLength"/> entries.</param>
    public IReadOnlyDictionary<(int First, int Second), double> Coefficients(double[] bond)
    {
        var coefficients = new Dictionary<(int, int), double>();
        Visit(entry => bond[entry] != 0, (pair, entry, factor) =>
        {
            coefficients.TryGetValue(pair, out double sum);
            coefficients[pair] = sum + (factor * bond[entry]);
        });
        return coefficients;
    }

    /// <summary>Returns the joint terms: those whose coefficient does not vanish for every angle.</summary>
    public IReadOnlyList<JointTerm> Terms()
    {
        var parts = new Dictionary<(int First, int Second), List<TermPart>>();
        var occurring = new HashSet<(int, int)>();
        foreach (double[] bond in Samples())
        {
            foreach (KeyValuePair<(int, int), double> coefficient in Coefficients(bond))
            {
                if (Math.Abs(coefficient.Value) > Rounding)
                {
                    occurring.Add(coefficient.Key);
                }
            }
        }

        bool[] structure = Structure();
        Visit(entry => structure[entry], (pair, entry, factor) =>
        {
            if (occurring.Contains(pair))
            {
                if (!parts.TryGetValue(pair, out List<TermPart>? own))
                {
                    parts[pair] = own = [];
                }

                own.Add(new(entry, factor));
            }
        });
        return parts.Select(p => new JointTerm(p.Key.First, p.Key.Second, p.Value.ToEquatableArray())).ToArray();
    }

    /// <summary>Returns which bond entries do not vanish for every angle.</summary>
    public bool[] Structure()
    {
        bool[] occurs = new bool[BondLength];
        foreach (double[] bond in Samples())
        {
            for (int i = 0; i < occurs.Length; i++)
            {
                occurs[i] |= Math.Abs(bond[i]) > Rounding;
            }
        }

        return occurs;
    }

    // Constant angles are evaluated; symbolic ones at both points, or where their law says.
    private IEnumerable<double[]> Samples() => Law is { Angle.IsConstant: false }
        ? Law.Samples.Select(t => Bond([t]))
        : SamplePoints.Take(IsConstant ? 1 : 2).Select(sample =>
        Bond(symbol => sample + (0.1234567 * symbol.Index) + (symbol.Kind == SymbolKind.Weight ? 0.0543217 : 0)));

    // Every pair of operations that a bond entry needs, with the factor.
    private void Visit(Func<int, bool> isWanted, Action<(int, int), int, double> act)
    {
        (int Operation, double Weight)[][] left = Rows(First);
        (int Operation, double Weight)[][] right = Rows(Second);
        for (int i = 0; i < First.Dimension; i++)
        {
            for (int j = 0; j < Second.Dimension; j++)
            {
                int entry = (i * Second.Dimension) + j;
                if (!isWanted(entry))
                {
                    continue;
                }

                foreach ((int a, double weight) in left[i])
                {
                    foreach ((int b, double other) in right[j])
                    {
                        act((a, b), entry, weight * other);
                    }
                }
            }
        }
    }

    private static (int Operation, double Weight)[][] Rows(LegBasis basis) => Enumerable.Range(0, basis.Dimension)
        .Select(e => Enumerable.Range(0, basis.Operations.Count)
            .Where(o => basis.Assembly[e, o] != 0)
            .Select(o => (o, basis.Assembly[e, o]))
            .ToArray())
        .ToArray();
}
