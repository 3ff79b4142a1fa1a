using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>Turns a circuit that is too wide to be unrolled into sweeps over its state.</summary>
public static class StateLoopLowering
{
    // Eight amplitudes fill half of the vector registers; sixteen are spilled.
    private const int Width = 3;

    // Steps of a body: on the way back three times as many, below the 1,024 values that the JIT tracks.
    private const int BodyBudget = 256;

    /// <summary>
    /// Returns the sweeps; null for a dynamic circuit, where the state or a gate would be too wide, or where they are too long.
    /// </summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observables">At least one, one letter per qubit.</param>
    /// <param name="symbols">The symbols by which derivatives are taken; null for values only.</param>
    /// <param name="mostQubits">Most qubits of the state.</param>
    /// <param name="stepBudget">Most steps (<see cref="StateLoops.StepCount"/>); the first sweep beyond them is the last written.</param>
    public static StateLoops? TryLower(
        Circuit circuit, IReadOnlyList<PauliSum> observables, IReadOnlyList<Symbol>? symbols, int mostQubits,
        int stepBudget = int.MaxValue)
    {
        if (circuit.IsDynamic)
        {
            return null;
        }

        GateInstruction[] gates =
        [
            .. LightCone.Keep(circuit.Instructions, observables.SelectMany(o => o.Terms).SelectMany(t => t.String.Support))
                .OfType<GateInstruction>().Where(g => g.Gate != Gates.Id),
        ];
        int qubits = gates.SelectMany(g => g.Targets).Distinct().Count();
        int width = gates.Select(g => g.Targets.Count).DefaultIfEmpty(0).Max();
        if (qubits == 0 || qubits > mostQubits || width > Width)
        {
            return null;
        }

        var coefficients = new ProgramBuilder();
        var bitOf = new Dictionary<int, int>();
        List<StateLoop> loops = [];
        List<Real> outputs = [];
        double weight = 1;
        long steps = 0;
        var costs = new Dictionary<GateInstruction, int>();
        foreach (List<GateInstruction> block in GateBlocks.Of(gates, Width, g => Cost(g, costs), BodyBudget))
        {
            int before = bitOf.Count;
            foreach (int qubit in block.SelectMany(g => g.Targets).Where(q => !bitOf.ContainsKey(q)))
            {
                bitOf.Add(qubit, bitOf.Count);
            }

            int[] bits = [.. block.SelectMany(g => g.Targets).Distinct().Select(q => bitOf[q]).OrderBy(b => b)];
            var writer = new StateLoopWriter(
                coefficients, [.. block.Select(g => Rename(g, q => Array.IndexOf(bits, bitOf[q])))],
                bits.Length, bits.Count(b => b < before), before == 0);
            loops.Add(new(
                string.Join("; ", block), bits.ToEquatableArray(), before, outputs.Count, writer.Coefficients.Count,
                writer.Forward(), symbols is null ? null : writer.Backward()));
            outputs.AddRange(writer.Coefficients);
            weight *= writer.Weight;
            steps += loops[loops.Count - 1].StepCount;
            if (steps > stepBudget)
            {
                return null;
            }
        }

        Program values = coefficients.Build(outputs);
        List<Observation> observations = [];
        foreach (PauliSum observable in observables)
        {
            observations.Add(ObservationLowering.Of(observable, bitOf, weight));
            steps += observations[observations.Count - 1].StepCount(symbols is not null);
            if (steps > stepBudget)
            {
                return null;
            }
        }

        if (symbols is null)
        {
            return Within(new(qubits, values, loops.ToEquatableArray(), observations.ToEquatableArray(), null));
        }

        int[] cosines = [.. values.Angles.Select(a => Place(coefficients.Cosine(a)))];
        int[] sines = [.. values.Angles.Select(a => Place(coefficients.Sine(a)))];
        return Within(new(
            qubits, coefficients.Build(outputs), loops.ToEquatableArray(), observations.ToEquatableArray(),
            Differentiation.Chain(values, symbols, cosines, sines, outputs.Count)));

        StateLoops? Within(StateLoops swept) => swept.StepCount <= stepBudget ? swept : null;

        int Place(Real value)
        {
            int place = outputs.IndexOf(value);
            if (place < 0)
            {
                place = outputs.Count;
                outputs.Add(value);
            }

            return place;
        }
    }

    private static GateInstruction Rename(GateInstruction gate, Func<int, int> rename) =>
        gate with { Targets = gate.Targets.Select(rename).ToEquatableArray() };

    // The steps of a gate alone, as often as a body repeats them; gates that differ in targets and symbols cost the same.
    private static int Cost(GateInstruction gate, Dictionary<GateInstruction, int> known)
    {
        int qubits = gate.Targets.Count;
        GateInstruction alike = gate with
        {
            Targets = Enumerable.Range(0, qubits).ToEquatableArray(),
            Angles = gate.Angles.Select((a, i) => a.IsConstant ? a : Angle.Weight(i)).ToEquatableArray(),
        };
        if (!known.TryGetValue(alike, out int cost))
        {
            cost = new StateLoopWriter(new(), [alike], qubits, qubits, isFirst: false).Forward().ArithmeticCount << (Width - qubits);
            known.Add(alike, cost);
        }

        return cost;
    }
}
