using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A circuit whose gates between processors are replaced by operations within processors, helped by entangled pairs: each circuit of the
/// expansion runs on the processors as one linked unit, with the pairs prepared before and, where allowed, measured bits sent across.
/// </summary>
/// <remarks>
/// A gate is RZZ(t) between gates on one qubit. Without a pair: the six terms of Mitarai and Fujii 2021, arXiv:1909.07534. With a pair and
/// no bits:
/// <c>cos²(t/2) (I, I) + sin²(t/2) (Z, Z) + (sin t / C) ·</c> an instrument that chooses I or Z by the pair and measures the pair in X.
/// With bits: a Bell pair simulated from the pair, <c>[T + (H⊗H) T (H⊗H)]/(1 + C) - (1 - C)/(1 + C) (1 + YY)/4</c> (Bechtold et al. 2024,
/// arXiv:2403.09690), then the gate by teleporting its control.
/// </remarks>
public sealed class PairedExpansion
{
    /// <summary>The largest number of joint terms.</summary>
    public const int MaxTerms = 100_000;

    private readonly List<PairedTerm> _terms = [];
    private readonly Circuit _circuit;
    private readonly PartitionLabels _labels;
    private readonly SharedPair _pair;
    private readonly GateDecomposition?[] _decompositions;
    private readonly Form[] _forms;

    /// <summary>Expands a circuit.</summary>
    /// <param name="circuit">A circuit without symbols; bind its features and weights first.</param>
    /// <param name="labels">One letter per qubit and processor.</param>
    /// <param name="pair">The pairs; they go to the gates whose γ they lower most.</param>
    /// <exception cref="CutException">
    /// A gate across the border is not RZZ up to gates on one qubit, there are more pairs than qubits, or the terms are too many.
    /// </exception>
    public PairedExpansion(Circuit circuit, PartitionLabels labels, SharedPair pair)
    {
        labels.Check(circuit.QubitCount);
        (_circuit, _labels, _pair) = (circuit, labels, pair);
        if (pair.Count > circuit.QubitCount)
        {
            throw new CutException(
                $"{Counted.Of(pair.Count, "pair", "was", "were")} given but the circuit has {Counted.Of(circuit.QubitCount, "qubit")}; "
                + "give at most one pair per qubit");
        }

        _decompositions = [.. circuit.Instructions.Select(Crossing)];
        _forms = Assigned();
        Gamma = Enumerable.Range(0, _forms.Length).Where(i => _decompositions[i] is not null)
            .Aggregate(1.0, (product, i) => product * GammaOf(i));
        double count = _forms.Aggregate(1.0, (product, form) => product * TermCount(form));
        if (count > MaxTerms)
        {
            throw new CutException(
                $"{Counted.Of(CutCount, "gate")} between processors make {count:E1} joint terms, more than {MaxTerms} circuits; give "
                + "another partition, or cut without --pairs");
        }

        Expand(0, new(circuit.QubitCount, circuit.BitCount), 1, []);
    }

    private enum Form
    {
        None,
        Alone,
        Pair,
        PairAndBits,
    }

    /// <summary>The joint terms; each is a circuit to run.</summary>
    public IReadOnlyList<PairedTerm> Terms => _terms;

    /// <summary>Number of gates between processors.</summary>
    public int CutCount => _decompositions.Count(d => d is not null);

    /// <summary>Number of pairs used.</summary>
    public int PairCount => _forms.Count(f => f is Form.Pair or Form.PairAndBits);

    /// <summary>The sum of the coefficients' magnitudes.</summary>
    public double Gamma { get; }

    private static int TermCount(Form form) => form switch
    {
        Form.None => 1,
        Form.Pair => 3,
        _ => 6,
    };

    private GateDecomposition? Crossing(Instruction instruction)
    {
        if (instruction is Barrier || instruction.Qubits.All(q => _labels.Letters[q] == _labels.Letters[instruction.Qubits[0]]))
        {
            return null;
        }

        return instruction is GateInstruction { Targets.Count: 2 } gate
            && GateDecompositions.Find(gate) is { Interaction: { Rank: 2, IsConstant: true } } found
            ? found
            : throw new CutException(
                $"'{instruction}' crosses between processors but is not RZZ up to gates on one qubit; with pairs only gates such "
                + "as cx, cz, rzz or crz may cross");
    }

    // RZZ(t) of exp(i c ZZ): t = -2c.
    private double Angle(int instruction) => -2 * _decompositions[instruction]!.Interaction.ZZ.Constant;

    private double Sine(int instruction) => Math.Abs(Elementary.Sin(Angle(instruction)));

    private double GammaOf(int instruction) =>
        _forms[instruction] == Form.Alone ? 1 + (2 * Sine(instruction)) : _pair.Gamma(Sine(instruction));

    private Form[] Assigned()
    {
        var forms = new Form[_decompositions.Length];
        int[] crossing = [.. Enumerable.Range(0, forms.Length).Where(i => _decompositions[i] is not null)];
        foreach (int i in crossing)
        {
            forms[i] = Form.Alone;
        }

        foreach (int i
            in crossing.OrderBy(i => _pair.Gamma(Sine(i)) / (1 + (2 * Sine(i)))).Take(_pair.Count)
                .Where(i => _pair.Gamma(Sine(i)) < 1 + (2 * Sine(i))))
        {
            forms[i] = _pair.HasBits && ResourcePrice.WithPairAndBits(_pair.Concurrence) < 1 + (Sine(i) / _pair.Concurrence)
                ? Form.PairAndBits
                : Form.Pair;
        }

        return forms;
    }

    private void Expand(int from, Draft draft, double coefficient, int[] signBits)
    {
        for (int i = from; i < _forms.Length; i++)
        {
            Instruction instruction = _circuit.Instructions[i];
            if (_forms[i] == Form.None)
            {
                draft.Add(instruction);
                continue;
            }

            foreach ((double share, Action<Draft, List<int>> act) in Branches(i))
            {
                if (share == 0)
                {
                    continue;
                }

                Draft own = draft.Copy();
                List<int> signs = [.. signBits];
                act(own, signs);
                Expand(i + 1, own, coefficient * share, [.. signs]);
            }

            return;
        }

        _terms.Add(new(coefficient, draft.Build(_circuit), signBits.ToEquatableArray()));
    }

    private IEnumerable<(double Share, Action<Draft, List<int>> Act)> Branches(int instruction)
    {
        var gate = (GateInstruction)_circuit.Instructions[instruction];
        GateDecomposition found = _decompositions[instruction]!;
        (int a, int b) = (gate.Targets[0], gate.Targets[1]);
        double t = Angle(instruction);
        double sin = Elementary.Sin(t);
        double cosHalf = Elementary.Cos(t / 2), sinHalf = Elementary.Sin(t / 2);
        IEnumerable<(double Share, Action<Draft, List<int>> Act)> terms = _forms[instruction] switch
        {
            Form.Alone => Alone(),
            Form.Pair => Paired(),
            _ => Teleported(),
        };
        return terms.Select(term => (term.Share, (Action<Draft, List<int>>)((draft, signs) =>
        {
            draft.Add(found.FirstBefore, a).Add(found.SecondBefore, b);
            term.Act(draft, signs);
            draft.Add(found.FirstAfter, a).Add(found.SecondAfter, b);
        })));

        IEnumerable<(double, Action<Draft, List<int>>)> Products() =>
        [
            (cosHalf * cosHalf, (_, _) => { }),
            (sinHalf * sinHalf, (draft, _) => draft.Add(Gates.Z, a).Add(Gates.Z, b)),
        ];

        // i[ρ, ZZ] = D ⊗ K + K ⊗ D: a signed measurement on one side, RZ(π/2) minus RZ(-π/2) on the other.
        IEnumerable<(double, Action<Draft, List<int>>)> Alone() => Products().Concat(
            from sides in new[] { (Measured: a, Turned: b), (Measured: b, Turned: a) }
            from sign in new[] { 1, -1 }
            select (sign * sin / 2, (Action<Draft, List<int>>)((draft, signs) =>
            {
                signs.Add(draft.Measure(sides.Measured));
                draft.Add(Gates.RZ, sign * Math.PI / 2, sides.Turned);
            })));

        IEnumerable<(double, Action<Draft, List<int>>)> Paired() => Products().Append((sin / _pair.Concurrence, (draft, signs) =>
        {
            (int e, int f) = draft.Pair(_pair.Concurrence);
            draft.Add(Gates.Sdg, e).Add(Gates.CZ, e, a).Add(Gates.CZ, f, b).Add(Gates.H, e).Add(Gates.H, f);
            signs.Add(draft.Measure(e));
            signs.Add(draft.Measure(f));
        }
        ));

        IEnumerable<(double, Action<Draft, List<int>>)> Teleported()
        {
            double c = _pair.Concurrence;
            foreach (bool isTurned in (bool[])[false, true])
            {
                foreach (bool isFlipped in (bool[])[false, true])
                {
                    yield return (1 / (2 * (1 + c)), (draft, _) =>
                    {
                        (int e, int f) = draft.Pair(c);
                        if (isFlipped)
                        {
                            draft.Add(Gates.X, e).Add(Gates.X, f);
                        }

                        if (isTurned)
                        {
                            draft.Add(Gates.H, e).Add(Gates.H, f);
                        }

                        Teleport(draft, e, f);
                    }
                    );
                }
            }

            foreach (Gate phase in (Gate[])[Gates.S, Gates.Sdg])
            {
                yield return (-(1 - c) / (2 * (1 + c)), (draft, _) =>
                {
                    (int e, int f) = (draft.NewQubit(), draft.NewQubit());
                    draft.Add(Gates.H, e).Add(Gates.H, f).Add(phase, e).Add(phase, f);
                    Teleport(draft, e, f);
                }
                );
            }
        }

        // The control of RZZ is copied in Z through the pair, used, and erased in X.
        void Teleport(Draft draft, int e, int f)
        {
            draft.Add(Gates.CX, a, e);
            int bit = draft.Measure(e);
            draft.AddIf(bit, Gates.X, f).Add(Gates.RZZ, t, f, b).Add(Gates.H, f);
            draft.AddIf(draft.Measure(f), Gates.Z, a);
        }
    }

    /// <summary>A circuit under construction, with ancillas and bits after those of the given one.</summary>
    private sealed class Draft(int qubitCount, int bitCount)
    {
        private readonly List<Instruction> _instructions = [];
        private int _qubitCount = qubitCount;
        private int _bitCount = bitCount;

        public Draft Copy()
        {
            var copy = new Draft(_qubitCount, _bitCount);
            copy._instructions.AddRange(_instructions);
            return copy;
        }

        public int NewQubit() => _qubitCount++;

        public (int E, int F) Pair(double concurrence)
        {
            (int e, int f) = (NewQubit(), NewQubit());
            Add(Gates.RY, 2 * SharedPairs.Angle(concurrence), e).Add(Gates.CX, e, f);
            return (e, f);
        }

        public int Measure(int qubit)
        {
            _instructions.Add(new Measurement(qubit, _bitCount));
            return _bitCount++;
        }

        public Draft Add(Instruction instruction)
        {
            _instructions.Add(instruction);
            return this;
        }

        public Draft Add(IEnumerable<GateInstruction> gates, int qubit)
        {
            _instructions.AddRange(gates.Select(g => g.OnQubits(_ => qubit)));
            return this;
        }

        public Draft Add(Gate gate, params int[] qubits) =>
            Add(new GateInstruction(gate, qubits.ToEquatableArray(), EquatableArray<Angle>.Empty));

        public Draft Add(Gate gate, double angle, params int[] qubits) =>
            Add(new GateInstruction(gate, qubits.ToEquatableArray(), EquatableArray<Angle>.Of(angle)));

        public Draft AddIf(int bit, Gate gate, int qubit) => Add(new Conditional(
            new(EquatableArray<int>.Of(bit), 1), new GateInstruction(gate, EquatableArray<int>.Of(qubit), EquatableArray<Angle>.Empty)));

        public Circuit Build(Circuit circuit) => circuit with
        {
            QubitCount = _qubitCount,
            BitCount = _bitCount,
            Instructions = _instructions.ToEquatableArray(),
        };
    }
}
