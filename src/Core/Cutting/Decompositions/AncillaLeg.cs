using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A side of gates cut together with an ancilla, at any times: for each pair of strings of inserted operators the ancilla chooses, in
/// superposition, which of the two is inserted at every place, and is measured in X at the end. FORMULAS.md §5b;
/// Schmitt, Piveteau and Sutter, arXiv:2312.11638.
/// </summary>
internal static class AncillaLeg
{
    // Closer to a multiple of π/2 than this, a phase is that multiple, and the coefficients carry it.
    private const double Rounding = 1e-9;

    /// <summary>Returns the side whose ancilla is prepared with the phases 0 and -π/2.</summary>
    public static LegBasis First(IReadOnlyList<IReadOnlyList<Pauli>> places) => Create(places, (_, _) => 0, "");

    /// <summary>Returns the side whose ancilla is turned by the phases of the products u_s·u_q*, which makes γ least.</summary>
    /// <param name="places">For each gate its inserted operators.</param>
    /// <param name="phase">The phase of a pair of strings s &lt; q, in radians.</param>
    public static LegBasis Second(IReadOnlyList<IReadOnlyList<Pauli>> places, Func<int, int, double> phase)
    {
        int count = places.Aggregate(1, (n, operators) => n * operators.Count);
        var phases = new Dictionary<(int, int), double>();
        for (int s = 0; s < count; s++)
        {
            for (int q = s + 1; q < count; q++)
            {
                double turns = phase(s, q) / (Math.PI / 2);
                phases[(s, q)] = Math.Abs(turns - Math.Round(turns)) < Rounding ? 0 : phase(s, q);
            }
        }

        string name = phases.Values.All(p => p == 0)
            ? ""
            : ", phases " + string.Join(" ", phases.Values.Select(p => p.ToString("R", CultureInfo.InvariantCulture)));
        return Create(places, (s, q) => phases[(s, q)], name);
    }

    private static LegBasis Create(IReadOnlyList<IReadOnlyList<Pauli>> places, Func<int, int, double> phase, string suffix)
    {
        int count = places.Aggregate(1, (n, operators) => n * operators.Count);
        Pauli[][] strings = [.. Enumerable.Range(0, count).Select(s => LegBasisBuilder.Insertion(places, s))];
        string[] names = [.. strings.Select(s => string.Concat(s))];
        LegBasisBuilder builder = new LegBasisBuilder(
            $"gates of rank {string.Join(", ", places.Select(p => p.Count))} with an ancilla{suffix}", places)
            .AddPairEntries(names);
        for (int s = 0; s < count; s++)
        {
            var steps = strings[s].Select((pauli, place) => LegOperation.On(pauli, place).ToEquatableArray());
            builder.AddOperation(new(names[s], steps.ToEquatableArray()), (s, 1)).Assemble(s, s, 1);
        }

        int r = count;
        for (int s = 0; s < count; s++)
        {
            for (int q = s + 1; q < count; q++, r += 2)
            {
                // A phase a gives cos(a)·R - sin(a)·T; without the ancilla's sign one of the two strings, each in half of the shots.
                double a = phase(s, q);
                double cos = Elementary.Cos(a);
                double sin = Elementary.Sin(a);
                int first = builder.OperationCount;
                builder
                    .AddOperation(Superposed("R" + names[s] + names[q], strings[s], strings[q], a), (r, cos), (r + 1, -sin))
                    .Unsigned((s, 0.5), (q, 0.5))
                    .AddOperation(Superposed("T" + names[s] + names[q], strings[s], strings[q], a - (Math.PI / 2)), (r, sin), (r + 1, cos))
                    .Unsigned((s, 0.5), (q, 0.5))
                    .Assemble(r, first, cos).Assemble(r, first + 1, sin)
                    .Assemble(r + 1, first, -sin).Assemble(r + 1, first + 1, cos);
            }
        }

        return builder.Build(hasAncilla: true);
    }

    // The ancilla (e^{ia/2}|0⟩ + e^{-ia/2}|1⟩)/√2 has s inserted where it is 0, q where it is 1.
    private static LegOperation Superposed(string name, Pauli[] s, Pauli[] q, double a)
    {
        int ancilla = s.Length;
        var steps = new EquatableArray<Instruction>[s.Length];
        for (int place = 0; place < s.Length; place++)
        {
            List<Instruction> here = [];
            if (place == 0)
            {
                here.Add(LegOperation.On(Gates.H, ancilla));
                here.Add(new GateInstruction(Gates.RZ, EquatableArray<int>.Of(ancilla), EquatableArray<Angle>.Of(-a)));
            }

            if (s[place] == q[place])
            {
                here.AddRange(LegOperation.On(s[place], place));
            }
            else
            {
                if (s[place] != Pauli.I)
                {
                    here.AddRange([LegOperation.On(Gates.X, ancilla), Controlled(s[place]), LegOperation.On(Gates.X, ancilla)]);
                }

                if (q[place] != Pauli.I)
                {
                    here.Add(Controlled(q[place]));
                }
            }

            if (place == s.Length - 1)
            {
                here.Add(LegOperation.On(Gates.H, ancilla));
                here.Add(new Measurement(ancilla, 0));
            }

            steps[place] = here.ToEquatableArray();

            Instruction Controlled(Pauli pauli) =>
                LegOperation.On(pauli switch { Pauli.X => Gates.CX, Pauli.Y => Gates.CY, _ => Gates.CZ }, ancilla, place);
        }

        return new(name, steps.ToEquatableArray());
    }
}
