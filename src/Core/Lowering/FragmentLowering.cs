using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Lowering;

/// <summary>
/// Turns a fragment into a program whose outputs are its tensors, [observable][entry], the last leg fastest; its angles are the
/// fragment's slots. One ket for each combination of operators inserted at the legs; then Gram entries
/// <c>G[j, i] = ⟨ψ_j|O|ψ_i⟩</c>, half of them as G is Hermitian; then each leg's projection to real entries. FORMULAS.md §7.
/// </summary>
public static class FragmentLowering
{
    /// <summary>Returns the program of the fragment's tensors.</summary>
    /// <exception cref="CircuitException">The fragment measures, resets or branches.</exception>
    public static Program Tensor(Fragment fragment) => TryTensor(fragment, int.MaxValue) ?? throw new CircuitException(
        $"fragment {fragment.Index} measures, resets or branches and has no single final state; simulate it");

    /// <summary>Returns the same, or null for a dynamic fragment or when more steps than the budget would be written.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="stepBudget">Limit on the steps written, those that later passes remove included.</param>
    public static Program? TryTensor(Fragment fragment, int stepBudget)
    {
        // Counted as doubles: with many legs the integers overflow.
        double kets = fragment.Legs.Aggregate(1.0, (count, leg) => count * leg.Basis.InsertionCount);
        double entries = fragment.Legs.Aggregate((double)fragment.Observables.Count, (size, leg) => size * leg.Basis.Dimension);
        if (fragment.Circuit.IsDynamic || kets > stepBudget || entries > stepBudget)
        {
            return null;
        }

        var builder = new ProgramBuilder();
        Leg[] outward = [.. fragment.Legs.Where(l => l.Basis.IsWireOut)];
        IEnumerable<int> observed = fragment.Observables.SelectMany(o => o.Support).Concat(outward.Select(l => l.Qubits[0]));
        IReadOnlyList<ProductState>? states = Kets(builder, fragment, LightCone.Keep(fragment.Circuit.Instructions, observed), stepBudget);
        if (states is null)
        {
            return null;
        }

        var outputs = new Real[fragment.Observables.Count * fragment.TensorSize];
        for (int observable = 0; observable < fragment.Observables.Count; observable++)
        {
            foreach (Pauli[] measured in Combinations(outward.Length))
            {
                PauliString pauli = fragment.Observables[observable];
                GramTensor? gram = GramTensor.Of(builder, states, q => Letter(pauli, outward, measured, q), stepBudget);
                if (gram is null)
                {
                    return null;
                }

                Scatter(fragment, measured, gram.Project(builder, fragment.Legs), outputs, observable * fragment.TensorSize);
            }
        }

        return builder.Build(outputs);
    }

    // One state for each combination of insertions, the last leg fastest. Kets part where their insertions do.
    private static IReadOnlyList<ProductState>? Kets(
        ProgramBuilder builder, Fragment fragment, List<Instruction> instructions, int stepBudget)
    {
        List<(int Key, ProductState State)> kets = [(0, new(builder, fragment.QubitCount))];
        foreach (Instruction instruction in instructions)
        {
            switch (instruction)
            {
                case CutEnd end:
                    kets = [.. kets.SelectMany(k => Insert(fragment, end, k.Key, k.State))];
                    break;
                case GateInstruction gate:
                    foreach ((_, ProductState state) in kets)
                    {
                        if (!ProgramSize.Allows(builder, state, gate, stepBudget))
                        {
                            return null;
                        }

                        state.Apply(gate);
                    }

                    break;
                default:
                    throw new CircuitException($"'{instruction}' cannot be lowered; give a fragment of gates and cut ends");
            }
        }

        return kets.OrderBy(k => k.Key).Select(k => k.State).ToArray();
    }

    private static IEnumerable<(int Key, ProductState State)> Insert(Fragment fragment, CutEnd end, int key, ProductState state)
    {
        IReadOnlyList<IReadOnlyList<Pauli>> places = fragment.Legs[end.Leg].Basis.Places;
        int stride = places.Skip(end.Place + 1).Select(p => p.Count)
            .Concat(fragment.Legs.Skip(end.Leg + 1).Select(l => l.Basis.InsertionCount))
            .Aggregate(1, (s, n) => s * n);
        IReadOnlyList<Pauli> insertions = places[end.Place];
        for (int i = 0; i < insertions.Count; i++)
        {
            ProductState copy = state.Copy();
            copy.Apply(insertions[i], end.Qubit);
            yield return (key + (i * stride), copy);
        }
    }

    private static Pauli Letter(PauliString observable, Leg[] outward, Pauli[] measured, int qubit)
    {
        int leg = Array.FindIndex(outward, l => l.Qubits[0] == qubit);
        return leg < 0 ? observable[qubit] : measured[leg];
    }

    // Every choice of I, X, Y, Z at the upstream ends of wires, the last fastest.
    private static IEnumerable<Pauli[]> Combinations(int count) => Enumerable.Range(0, 1 << (2 * count))
        .Select(code => Enumerable.Range(0, count).Select(i => (Pauli)(code >> (2 * (count - 1 - i)) & 3)).ToArray());

    // Entries over the inserted legs, for one choice at the upstream ends, to their places among all legs.
    private static void Scatter(Fragment fragment, Pauli[] measured, Real[] entries, Real[] outputs, int offset)
    {
        for (int source = 0; source < entries.Length; source++)
        {
            int rest = source;
            int target = 0;
            int stride = 1;
            int wire = measured.Length;
            for (int leg = fragment.Legs.Count - 1; leg >= 0; leg--)
            {
                LegBasis basis = fragment.Legs[leg].Basis;
                int digit = basis.IsWireOut ? (int)measured[--wire] : rest % basis.Dimension;
                rest = basis.IsWireOut ? rest : rest / basis.Dimension;
                target += digit * stride;
                stride *= basis.Dimension;
            }

            outputs[offset + target] = entries[source];
        }
    }
}
