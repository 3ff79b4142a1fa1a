using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// What a cut two-qubit gate costs, in closed form from the angles of its interaction <c>exp(i(a XX + b YY + c ZZ)) = Σ u_i σ_i⊗σ_i</c>;
/// with symbols the most that any values cost.
/// </summary>
/// <remarks>Mitarai and Fujii, arXiv:2006.11174; Schmitt, Piveteau and Sutter, arXiv:2312.11638.</remarks>
/// <param name="Gamma">γ without ancilla, <c>1 + 4 Σ_{i&lt;j} (|Re| + |Im|)(u_i u_j*)</c>; at least 1.</param>
/// <param name="GammaWithAncilla">γ with one ancilla per side, <c>2 (Σ |u_i|)² - 1</c>; from 1, at most <paramref name="Gamma"/>.</param>
/// <param name="Rank">Operator Schmidt rank that its decomposition has room for: 1, 2 or 4.</param>
/// <param name="TermCount">Terms of the decomposition without ancilla.</param>
internal sealed record GatePrice(double Gamma, double GammaWithAncilla, int Rank, int TermCount)
{
    // Values of symbols without special meaning.
    private static readonly double[] Samples = [0.7310585786, 1.9283746655];

    /// <summary>Natural logarithm of γ without ancilla.</summary>
    public double LogGamma { get; } = Elementary.Log(Gamma);

    /// <summary>Natural logarithm of (γ+1)/2 with an ancilla, by which prices of joint cuts multiply.</summary>
    public double JointWeight { get; } = Elementary.Log((GammaWithAncilla + 1) / 2);

    /// <summary>A swap under a control that parts the two swapped qubits.</summary>
    public static GatePrice PartedSwap { get; } = Of(ControlledSwap.Form, 4);

    /// <summary>Most local operations on a side: {I, Z, S, S†, M} at rank 2, and their like for six pairs at rank 4.</summary>
    public int VariantCount { get; init; } = Rank switch { 1 => 1, 2 => 5, _ => 22 };

    /// <summary>Whether it may be cut together with other gates.</summary>
    public bool JoinsOthers { get; init; } = true;

    /// <summary>
    /// Returns the price of an instruction whose qubits two fragments share; null if it is no gate that can be cut. Of a swap under a
    /// control that where the swapped qubits stay together.
    /// </summary>
    public static GatePrice? Of(Instruction instruction)
    {
        GateInstruction? core = instruction switch
        {
            GateInstruction { Targets.Count: 2 } gate => gate,
            GateInstruction wide => ControlledPhase.Of(wide)?.Core,
            _ => null,
        };
        return core is not null && GateDecompositions.Find(core) is { } parts ? Of(parts.Interaction) : null;
    }

    /// <summary>Returns the price of a gate across two sides; null if it cannot be cut.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="sideOf">The side of a qubit.</param>
    public static GatePrice? Of(GateInstruction gate, Func<int, object> sideOf) =>
        ControlledPhase.Of(gate) is { } wide && wide.PartsPartners(sideOf) ? PartedSwap : Of(gate);

    /// <summary>Creates the price of a rotation under a control on each side.</summary>
    /// <param name="angle">Its angle in radians.</param>
    public static GatePrice OfTurn(Angle angle) => Of(TurnLaw.Form(angle, isTargetFirst: false), 4);

    /// <summary>Creates the price of a phase where the bits of three sides are 1, two of which are one linked subexperiment.</summary>
    /// <param name="angle">The phase in radians.</param>
    public static GatePrice OfThreeSides(Angle angle) => Of(PhaseLaw.Form(angle), 4);

    /// <summary>Creates the price of an interaction.</summary>
    public static GatePrice Of(Interaction interaction)
    {
        Angle[] angles = [interaction.XX, interaction.YY, interaction.ZZ];
        if (interaction.Rank == 1)
        {
            return new(1, 1, 1, 1);
        }

        if (interaction.IsConstant)
        {
            return Of(interaction.Rank, [.. angles.Select(a => a.Constant)]);
        }

        // Rank 4 on two axes reaches γ = 7 either way; on three γ - 1 is at most √2 times the optimum's. FORMULAS.md §4c.
        double largest = interaction.Rank == 2 ? 3 : angles.Any(a => a.IsZero) ? 7 : 1 + (6 * Math.Sqrt(2));
        double[][] samples = [.. Samples.Select(at => angles
            .Select(a => a.Evaluate(s => at + (0.1234567 * s.Index) + (s.Kind == SymbolKind.Weight ? 0.0543217 : 0))).ToArray())];
        return new(largest, Math.Min(largest, 7), interaction.Rank, samples.Max(s => Of(interaction.Rank, s).TermCount));
    }

    private static GatePrice Of(CutForm form, int rank)
    {
        double gamma = Elementary.Exp(form.LargestLogGamma);
        return new(gamma, gamma, rank, form.Terms().Count)
        {
            VariantCount = Math.Max(form.First.Operations.Count, form.Second.Operations.Count),
            JoinsOthers = false,
        };
    }

    private static GatePrice Of(int rank, double[] angles)
    {
        const double Rounding = 1e-12;
        Elementary.SinCos(angles[0], out double sa, out double ca);
        Elementary.SinCos(angles[1], out double sb, out double cb);
        Elementary.SinCos(angles[2], out double sc, out double cc);
        (double Real, double Imaginary)[] u =
            [(ca * cb * cc, sa * sb * sc), (ca * sb * sc, sa * cb * cc), (sa * cb * sc, ca * sb * cc), (sa * sb * cc, ca * cb * sc)];
        double gamma = 1;
        double sum = 0;
        int terms = 0;
        for (int i = 0; i < u.Length; i++)
        {
            double size = Math.Sqrt((u[i].Real * u[i].Real) + (u[i].Imaginary * u[i].Imaginary));
            sum += size;
            terms += size * size > Rounding ? 1 : 0;
            for (int j = 0; j < i; j++)
            {
                double real = Math.Abs((u[i].Real * u[j].Real) + (u[i].Imaginary * u[j].Imaginary));
                double imaginary = Math.Abs((u[i].Real * u[j].Imaginary) - (u[i].Imaginary * u[j].Real));
                gamma += 4 * (real + imaginary);
                terms += (real > Rounding ? 5 : 0) + (imaginary > Rounding ? 4 : 0);
            }
        }

        // With two products alone both are equal, and by the same rounding.
        double withAncilla = rank == 2 ? gamma : (2 * sum * sum) - 1;
        return new(gamma, Math.Abs(gamma - withAncilla) < Rounding ? gamma : Math.Min(gamma, Math.Max(1, withAncilla)), rank, terms);
    }
}
