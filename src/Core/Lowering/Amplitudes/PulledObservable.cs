using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// An observable pulled back through last rotations: <c>R† P R = cos(t) P ± sin(t) K</c> costs two cheaper sums where the
/// rotation would rewrite every amplitude.
/// </summary>
/// <param name="Gates">The gates that remain.</param>
/// <param name="Terms">The terms, each with a value of the program as its weight.</param>
internal sealed record PulledObservable(IReadOnlyList<GateInstruction> Gates, IReadOnlyList<PulledTerm> Terms)
{
    // A rotation rewrites the 2R real parts of R amplitudes at 2 steps each; k pulled back turn one sum of 2R steps into that and
    // 2^k - 1 of R steps. Least at two.
    private const int PulledCount = 2;

    /// <summary>Pulls back through at most two rotations, where the observable is a single string.</summary>
    public static PulledObservable Of(ProgramBuilder builder, IReadOnlyList<Instruction> instructions, PauliSum observable)
    {
        List<GateInstruction> gates = [.. instructions.OfType<GateInstruction>()];
        List<PulledTerm> terms = TermsOf(builder, observable);
        if (terms.Count > 1)
        {
            return new(gates, terms);
        }

        HashSet<int> closed = [];
        int pulled = 0;
        for (int i = gates.Count - 1; i >= 0 && pulled < PulledCount; i--)
        {
            GateInstruction gate = gates[i];
            bool isLast = !gate.Targets.Any(closed.Contains);
            closed.UnionWith(gate.Targets);
            Pauli? axis = Axis(gate);
            if (!isLast || axis is null || gate.Angles[0].IsConstant || IsAlone(gates, i))
            {
                continue;
            }

            gates.RemoveAt(i);
            terms = [.. terms.SelectMany(t => t.PullBack(builder, gate.Targets[0], axis.Value, gate.Angles[0]))];
            pulled++;
        }

        return new(gates, terms);
    }

    /// <summary>Returns the same for several observables of one state, which only a single one is pulled back from.</summary>
    public static PulledObservable[] Of(
        ProgramBuilder builder, IReadOnlyList<Instruction> instructions, IReadOnlyList<PauliSum> observables) => observables.Count == 1
        ? [Of(builder, instructions, observables[0])]
        : [.. observables.Select(o => new PulledObservable([.. instructions.OfType<GateInstruction>()], TermsOf(builder, o)))];

    private static List<PulledTerm> TermsOf(ProgramBuilder builder, PauliSum observable) => [.. observable.Terms.Select(t => new PulledTerm(
        builder.Constant(t.Coefficient),
        Enumerable.Range(0, observable.QubitCount).Select(q => t.String[q]).ToArray()))];

    private static Pauli? Axis(GateInstruction gate) => gate.Gate.Name switch
    {
        "rx" => Pauli.X,
        "ry" => Pauli.Y,
        "rz" or "p" => Pauli.Z,
        _ => null,
    };

    // On a qubit that nothing entangles the rotation is cheaper than a second sum.
    private static bool IsAlone(List<GateInstruction> gates, int index) =>
        gates.Take(index).All(g => g.Targets.Count == 1 || !g.Targets.Contains(gates[index].Targets[0]));
}
