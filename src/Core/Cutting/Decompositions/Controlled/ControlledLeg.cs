using System.Globalization;
using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The side of a cut gate that holds a control and a target: channels <c>A ρ A'†</c> of the operators <c>P₀ + cΠ</c> and <c>sΠσ</c>, where
/// Π is "the control is 1", P₀ = 1 - Π and σ a Pauli of the target. FORMULAS_NEXT.md §1.3.
/// </summary>
/// <remarks>
/// Products of P₀ and W = Πσ are written as <c>Ec = P₀.W + W.P₀</c>, <c>E₀ = (Π.W + W.Π)/2</c>, <c>Fc = (P₀.W - W.P₀)/i</c> and
/// <c>F₀ = (Π.W - W.Π)/2i</c>. One instrument gives <c>sin τ Ec + sin 2τ E₀</c>, and two controlled turns the same of F; an entry of its
/// own, because it costs less than its parts. The operations do not depend on the angle of a symbolic gate.
/// </remarks>
internal static class ControlledLeg
{
    /// <summary>Entries before those of the axes: the identity, Z on the control, P₀.P₀ and Π.Π.</summary>
    public const int Identity = 0, Flipped = 1, Zero = 2, One = 3;

    /// <summary>
    /// Entries of an axis, after its first: W.W; the instrument, the same after Z on the control, E₀, Ec; and these four of F.
    /// </summary>
    public const int Turned = 0, Even = 1, Odd = 5, Instrument = 0, FlippedInstrument = 1, Inside = 2, Across = 3;

    private const int EntriesPerAxis = 9;

    private const int Control = 0, Target = 1, Ancilla = 2, Unsigned = 1;

    /// <summary>Returns the first entry of an axis.</summary>
    public static int Axis(int axis) => One + 1 + (EntriesPerAxis * axis);

    /// <summary>Returns the entry <c>Π(σ_i.σ_j + σ_j.σ_i)Π/2</c> of two of three axes, i &lt; j; the next is their difference.</summary>
    public static int Pair(int i, int j) => Axis(3) + (2 * (i + j - 1));

    /// <summary>Returns the basis.</summary>
    /// <param name="axes">One Pauli of the target, or X, Y and Z.</param>
    /// <param name="angle">τ of the instrument, between 0 and π/2.</param>
    public static LegBasis Of(IReadOnlyList<Pauli> axes, double angle)
    {
        string name = $"control and target about {string.Concat(axes)}, {angle.ToString("R", CultureInfo.InvariantCulture)}";
        var builder = new LegBasisBuilder(name, [[Pauli.I, Pauli.Z], [Pauli.I, .. axes]]);
        new Writer(builder, axes, angle).Write();
        return builder.Build(hasAncilla: true);
    }

    private sealed class Writer
    {
        private readonly LegBasisBuilder _builder;
        private readonly IReadOnlyList<Pauli> _axes;
        private readonly double _angle;
        private readonly double _cos;
        private readonly double _sin;

        public Writer(LegBasisBuilder builder, IReadOnlyList<Pauli> axes, double angle)
        {
            _builder = builder;
            _axes = axes;
            _angle = angle;
            Elementary.SinCos(angle, out _sin, out _cos);
        }

        public void Write()
        {
            AddEntries();
            Add("I", [], (Identity, 1)).Assemble(Identity, Last, 1);
            Add("Z", [LegOperation.On(Gates.Z, Control)], (Flipped, 1)).Assemble(Flipped, Last, 1);
            Add("D", [Looked(Unsigned)], (Zero, 1), (One, 1)).Assemble(Zero, Last, 0.5).Assemble(One, Last, 0.5);
            Add("M", [Looked(0)], (Zero, 1), (One, -1)).Unsigned((Zero, 1), (One, 1))
                .Assemble(Zero, Last, 0.5).Assemble(One, Last, -0.5);
            for (int axis = 0; axis < _axes.Count; axis++)
            {
                AddAxis(axis);
            }

            for (int j = 0; j < _axes.Count; j++)
            {
                for (int i = 0; i < j; i++)
                {
                    AddPair(i, j);
                }
            }
        }

        private int Last => _builder.OperationCount - 1;

        private void AddEntries()
        {
            Complex[] one = Operator(0, 1, 1), zero = Operator(0, 1, 0), inside = Operator(0, 0, 1), flipped = Operator(0, 1, -1);
            Entry("I", (one, one, 1));
            Entry("Z", (flipped, flipped, 1));
            Entry("0", (zero, zero, 1));
            Entry("1", (inside, inside, 1));
            for (int axis = 0; axis < _axes.Count; axis++)
            {
                Complex[] w = Operator(axis + 1, 0, 1);
                string on = _axes[axis].ToString();
                Entry("W" + on, (w, w, 1));
                foreach (bool isEven in (bool[])[true, false])
                {
                    // Even: (A.B + B.A)/2 in units of which Ec has 2; odd: (A.B - B.A)/2i.
                    Complex factor = isEven ? 0.5 : new Complex(0, -0.5);
                    double back = isEven ? 1 : -1;
                    foreach (int sign in (int[])[1, -1])
                    {
                        Entry(
                            $"{(isEven ? "E" : "F")}{(sign < 0 ? "Z" : "")}{on}",
                            (zero, w, 2 * sign * _sin * factor), (w, zero, 2 * sign * _sin * factor * back),
                            (inside, w, 2 * _sin * _cos * factor), (w, inside, 2 * _sin * _cos * factor * back));
                    }

                    Entry($"{(isEven ? "E" : "F")}1{on}", (inside, w, factor), (w, inside, factor * back));
                    Entry($"{(isEven ? "E" : "F")}01{on}", (zero, w, 2 * factor), (w, zero, 2 * factor * back));
                }
            }

            for (int j = 0; j < _axes.Count; j++)
            {
                for (int i = 0; i < j; i++)
                {
                    Complex[] a = Operator(i + 1, 0, 1), b = Operator(j + 1, 0, 1);
                    Entry($"R{_axes[i]}{_axes[j]}", (a, b, 0.5), (b, a, 0.5));
                    Entry($"T{_axes[i]}{_axes[j]}", (a, b, new Complex(0, -0.5)), (b, a, new Complex(0, 0.5)));
                }
            }
        }

        private void AddAxis(int axis)
        {
            int first = Axis(axis);
            Pauli pauli = _axes[axis];
            string on = pauli.ToString();
            Instruction controlled = Controlled(pauli);
            (int, double)[] both = [(Zero, 1), (first + Turned, 1)];
            Add("DC" + on, [Looked(Unsigned), controlled], both).Assemble(first + Turned, Last, 0.5);
            Add("MC" + on, [Looked(0), controlled], (Zero, 1), (first + Turned, -1)).Unsigned(both)
                .Assemble(first + Turned, Last, -0.5);

            AddDifference(first + Even + Across, "C" + on, both, [controlled], [LegOperation.On(Gates.Z, Control), controlled]);
            AddDifference(
                first + Odd + Across, "SC" + on, both,
                [LegOperation.On(Gates.S, Control), controlled], [LegOperation.On(Gates.Sdg, Control), controlled]);

            Instruction[] flip = [LegOperation.On(Gates.Z, Control)];
            foreach (bool isFlipped in (bool[])[false, true])
            {
                int kind = isFlipped ? FlippedInstrument : Instrument;
                string z = isFlipped ? "Z" : "";
                Instruction[] before = isFlipped ? flip : [];
                (int, double)[] sum =
                [
                    (isFlipped ? Flipped : Identity, _cos), (Zero, 1 - _cos), (One, (_cos * _cos) - _cos), (first + Turned, _sin * _sin),
                ];
                Add($"K{z}{on}", [.. before, .. Measured(pauli, _angle)], (first + Even + kind, 1)).Unsigned(sum)
                    .Assemble(first + Even + kind, Last, 1);
                AddDifference(
                    first + Odd + kind, $"L{z}{on}", sum,
                    [.. before, .. Turn(pauli, -2 * _angle)], [.. before, .. Turn(pauli, 2 * _angle)]);
            }

            (int, double)[] mixed = [(Zero, 1), (One, 0.5), (first + Turned, 0.5)];
            Add("DK" + on, [Looked(Unsigned), .. Measured(pauli, Math.PI / 4)], (first + Even + Inside, 1)).Unsigned(mixed)
                .Assemble(first + Even + Inside, Last, 1);
            AddDifference(
                first + Odd + Inside, "DL" + on, mixed,
                [Looked(Unsigned), .. Turn(pauli, -Math.PI / 2)], [Looked(Unsigned), .. Turn(pauli, Math.PI / 2)]);
        }

        // σ_i σ_j = i g σ_k gives (σ_i.σ_j + σ_j.σ_i)/2 = g σ_i∘T_k and (σ_i.σ_j - σ_j.σ_i)/2i = -g σ_i∘R_k, R and T those of σ_k.
        private void AddPair(int i, int j)
        {
            int entry = Pair(i, j);
            Pauli third = _axes[3 - i - j];
            int g = (j - i + 3) % 3 == 1 ? 1 : -1;
            string on = $"{_axes[i]}{_axes[j]}";
            Instruction after = Controlled(_axes[i]);
            (int, double)[] mixed = [(Zero, 1), (Axis(i) + Turned, 0.5), (Axis(j) + Turned, 0.5)];
            Instruction[] plus = [Looked(Unsigned), .. Turn(third, -Math.PI / 2), after];
            Instruction[] minus = [Looked(Unsigned), .. Turn(third, Math.PI / 2), after];
            AddDifference(entry, "DL" + on, mixed, g > 0 ? plus : minus, g > 0 ? minus : plus);
            Add("DK" + on, [Looked(Unsigned), .. Measured(third, Math.PI / 4), after], (entry + 1, -g)).Unsigned(mixed)
                .Assemble(entry + 1, Last, -g);
        }

        // Two operations: what they have in common plus and minus the entry.
        private void AddDifference(
            int entry, string name, (int Entry, double Weight)[] common, Instruction[] plus, Instruction[] minus)
        {
            Add(name + "+", plus, [.. common, (entry, 1)]).Assemble(entry, Last, 0.5);
            Add(name + "-", minus, [.. common, (entry, -1)]).Assemble(entry, Last, -0.5);
        }

        private LegBasisBuilder Add(string name, Instruction[] steps, params (int Entry, double Weight)[] expansion) =>
            _builder.AddOperation(LegOperation.At(name, steps, placeCount: 2), expansion);

        private void Entry(string name, params (Complex[] Left, Complex[] Right, Complex Weight)[] maps)
        {
            var sums = new Dictionary<(int J, int I), Complex>();
            foreach ((Complex[] left, Complex[] right, Complex weight) in maps)
            {
                for (int i = 0; i < left.Length; i++)
                {
                    for (int j = 0; j < right.Length; j++)
                    {
                        sums.TryGetValue((j, i), out Complex sum);
                        sums[(j, i)] = sum + (weight * left[i] * Complex.Conjugate(right[j]));
                    }
                }
            }

            _builder.AddEntry(name, [.. sums.Where(s => s.Value != 0).Select(s => (s.Key.J, s.Key.I, s.Value))]);
        }

        // (zero·P₀ + one·Π)⊗(the operator at a place of the target's list) over the inserted operators, the target's fastest.
        private Complex[] Operator(int place, double zero, double one)
        {
            int count = _axes.Count + 1;
            var weights = new Complex[2 * count];
            weights[place] = (zero + one) / 2;
            weights[count + place] = (zero - one) / 2;
            return weights;
        }

        private static Measurement Looked(int bit) => new(Control, bit);

        private static Instruction Controlled(Pauli pauli) => LegOperation.On(
            pauli switch { Pauli.X => Gates.CX, Pauli.Y => Gates.CY, _ => Gates.CZ }, Control, Target);

        // The Kraus operators P₀/√2 + Π(cos τ ± sin τ σ)/√2: the ancilla is |+⟩ where the control is 0.
        private static Instruction[] Measured(Pauli pauli, double angle) => Framed(
            pauli,
            LegOperation.On(Gates.H, Ancilla), Angled(Gates.CRY, -2 * angle, Control, Ancilla),
            LegOperation.On(Gates.CX, Target, Ancilla), new Measurement(Ancilla, 0));

        private static Instruction[] Turn(Pauli pauli, double angle) => Framed(pauli, Angled(Gates.CRZ, angle, Control, Target));

        private static Instruction[] Framed(Pauli pauli, params Instruction[] steps) => pauli switch
        {
            Pauli.X => [LegOperation.On(Gates.H, Target), .. steps, LegOperation.On(Gates.H, Target)],
            Pauli.Y =>
            [
                LegOperation.On(Gates.Sdg, Target), LegOperation.On(Gates.H, Target), .. steps,
                LegOperation.On(Gates.H, Target), LegOperation.On(Gates.S, Target),
            ],
            _ => steps,
        };

        private static GateInstruction Angled(Gate gate, double angle, params int[] qubits) =>
            new(gate, qubits.ToEquatableArray(), EquatableArray<Angle>.Of(angle));
    }
}
