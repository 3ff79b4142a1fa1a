using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// A circuit on the qubits of a device: placed where no swap is needed if there is such a place, else routed by inserted swaps.
/// </summary>
/// <param name="Circuit">
/// The circuit in <c>h</c>, <c>rx</c>, <c>ry</c>, <c>rz</c> and <c>cx</c>; its qubits are those that it uses of the device, ascending.
/// </param>
/// <param name="Qubits">The device's qubit of each of its qubits.</param>
/// <param name="SwapCount">Swaps that were inserted, three <c>cx</c> each.</param>
internal sealed record DevicePlacement(Circuit Circuit, IReadOnlyList<int> Qubits, int SwapCount)
{
    // Placements of a few qubits are counted in thousands; beyond, the best one so far is good enough.
    private const int MostPlacements = 20_000;

    // Where the search for a place with few swaps begins.
    private const int MostStarts = 8;

    // A swap along a path of pairs without errors must cost something too.
    private const double LeastCost = 1e-6;

    /// <summary>The circuit on the device's own qubit numbers.</summary>
    public Circuit OnDevice => Circuit with
    {
        QubitCount = Qubits.Count == 0 ? 1 : Qubits[^1] + 1,
        Instructions = Circuit.Instructions.Select(i => i.OnQubits(q => Qubits[q])).ToEquatableArray(),
    };

    /// <summary>Places a circuit, where the errors of its gates and measurements are least.</summary>
    /// <param name="circuit">Gates and measurements.</param>
    /// <param name="model">The device.</param>
    /// <exception cref="BackendException">The device has too few qubits, or no path between two of them.</exception>
    public static DevicePlacement Of(Circuit circuit, DeviceModel model)
    {
        Instruction[] steps = [.. circuit.Instructions.Where(i => i is not Circuits.Barrier).SelectMany(Lowered)];
        int[] used = [.. steps.SelectMany(s => s.Qubits).Distinct().Order()];
        if (used.Length > model.QubitCount)
        {
            throw new BackendException($"a circuit needs {used.Length} qubits but device {model.Name} has {model.QubitCount}; cut into "
                + "smaller fragments");
        }

        return Embedded(steps, used, model) is { } start
            ? Routed(circuit, steps, start, model)
            : Enumerable.Range(0, model.QubitCount)
                .OrderBy(q => model.ReadsOne[q] + model.ReadsZero[q])
                .Take(MostStarts)
                .Select(first => Routed(circuit, steps, Greedy(steps, used, model, first), model))
                .MinBy(p => p.SwapCount)!;
    }

    private static IEnumerable<Instruction> Lowered(Instruction instruction) =>
        instruction is GateInstruction gate ? DeviceGates.Lower(gate) : [instruction];

    // For each pair of qubits the number of its gates.
    private static Dictionary<(int First, int Second), int> PairCounts(Instruction[] steps) => steps
        .Where(s => s.Qubits.Count == 2)
        .GroupBy(s => (Math.Min(s.Qubits[0], s.Qubits[1]), Math.Max(s.Qubits[0], s.Qubits[1])))
        .ToDictionary(g => g.Key, g => g.Count());

    // The best placement in which every pair is coupled; null where there is none.
    private static int[]? Embedded(Instruction[] steps, int[] used, DeviceModel model)
    {
        Dictionary<(int First, int Second), int> pairs = PairCounts(steps);
        int[] order = Ordered(used, pairs);
        int width = used.Length == 0 ? 0 : used[^1] + 1;
        int[] measured = [.. Enumerable.Range(0, width).Select(q => steps.Count(s => s is Measurement m && m.Qubit == q))];
        int[] gates =
        [
            .. Enumerable.Range(0, width)
                .Select(q => steps.Count(s => s is GateInstruction { Targets.Count: 1 } g && g.Gate.Name != "rz" && g.Targets[0] == q)),
        ];
        int[] place = [.. Enumerable.Repeat(-1, width)];
        int[]? best = null;
        double least = double.PositiveInfinity;
        int tried = 0;
        Place(0, 0);
        return best;

        void Place(int depth, double cost)
        {
            if (cost >= least || tried > MostPlacements)
            {
                return;
            }

            if (depth == order.Length)
            {
                least = cost;
                best = [.. place];
                return;
            }

            int qubit = order[depth];
            for (int device = 0; device < model.QubitCount; device++)
            {
                if (place.Contains(device) || ++tried > MostPlacements)
                {
                    continue;
                }

                double own = cost + (measured[qubit] * (model.ReadsOne[device] + model.ReadsZero[device]) / 2)
                    + (gates[qubit] * model.OneQubitGates[device]);
                foreach (int other in order[..depth])
                {
                    int count = pairs.GetValueOrDefault((Math.Min(qubit, other), Math.Max(qubit, other)));
                    own = count == 0
                        ? own
                        : model.PairStrength(device, place[other]) is { } strength ? own + (count * strength) : double.PositiveInfinity;
                }

                if (own < least)
                {
                    place[qubit] = device;
                    Place(depth + 1, own);
                    place[qubit] = -1;
                }
            }
        }
    }

    // Each qubit after one that it has gates with, where there is one.
    private static int[] Ordered(int[] used, Dictionary<(int First, int Second), int> pairs)
    {
        var order = new List<int>();
        while (order.Count < used.Length)
        {
            order.Add(used.Except(order)
                .OrderByDescending(
                    q => pairs.Where(
                        p => (p.Key.First == q && order.Contains(p.Key.Second))
                            || (p.Key.Second == q && order.Contains(p.Key.First))).Sum(p => p.Value))
                .ThenByDescending(q => pairs.Where(p => p.Key.First == q || p.Key.Second == q).Sum(p => p.Value))
                .ThenBy(q => q)
                .First());
        }

        return [.. order];
    }

    // One after the other next to those that it has gates with; the first one where it is told.
    private static int[] Greedy(Instruction[] steps, int[] used, DeviceModel model, int first)
    {
        Dictionary<(int First, int Second), int> pairs = PairCounts(steps);
        int[] place = [.. Enumerable.Repeat(-1, used[^1] + 1)];
        int[] order = Ordered(used, pairs);
        place[order[0]] = first;
        foreach (int qubit in order.Skip(1))
        {
            place[qubit] = Enumerable.Range(0, model.QubitCount)
                .Except(place)
                .OrderBy(device => pairs.Where(p => p.Key.First == qubit || p.Key.Second == qubit)
                    .Sum(
                        p => (p.Key.First == qubit ? place[p.Key.Second] : place[p.Key.First]) is >= 0 and int other
                            ? p.Value * Path(model, device, other).Length
                            : 0))
                .ThenByDescending(device => model.Neighbours(device).Count())
                .ThenBy(device => device)
                .First();
        }

        return place;
    }

    // Dijkstra by the strength of a swap; both ends included.
    private static int[] Path(DeviceModel model, int from, int to)
    {
        double[] cost = [.. Enumerable.Repeat(double.PositiveInfinity, model.QubitCount)];
        int[] before = [.. Enumerable.Repeat(-1, model.QubitCount)];
        var open = new PriorityQueue<int, (double Cost, int Qubit)>();
        cost[from] = 0;
        open.Enqueue(from, (0, from));
        while (open.TryDequeue(out int qubit, out (double Cost, int Qubit) reached) && qubit != to)
        {
            foreach (int next in reached.Cost > cost[qubit] ? [] : model.Neighbours(qubit))
            {
                double own = cost[qubit] + LeastCost + model.PairStrength(qubit, next)!.Value;
                if (own < cost[next])
                {
                    cost[next] = own;
                    before[next] = qubit;
                    open.Enqueue(next, (own, next));
                }
            }
        }

        if (double.IsPositiveInfinity(cost[to]))
        {
            throw new BackendException($"device {model.Name} has no path of coupled qubits between {from} and {to}; give a connected "
                + "device");
        }

        var path = new List<int>();
        for (int qubit = to; qubit >= 0; qubit = before[qubit])
        {
            path.Insert(0, qubit);
        }

        return [.. path];
    }

    private static DevicePlacement Routed(Circuit circuit, Instruction[] steps, int[] start, DeviceModel model)
    {
        int[] place = [.. start];
        var routed = new List<Instruction>();
        int swaps = 0;
        foreach (Instruction step in steps)
        {
            if (step.Qubits.Count == 2)
            {
                int[] path = Path(model, place[step.Qubits[0]], place[step.Qubits[1]]);
                for (int hop = 0; hop + 2 < path.Length; hop++)
                {
                    Swap(path[hop], path[hop + 1]);
                }
            }

            routed.Add(step.OnQubits(q => place[q]));
        }

        int[] qubits = [.. routed.SelectMany(s => s.Qubits).Distinct().Order()];
        return new(
            circuit with
            {
                QubitCount = Math.Max(1, qubits.Length),
                Instructions = routed.Select(s => s.OnQubits(q => Array.IndexOf(qubits, q))).ToEquatableArray(),
            },
            qubits.Length == 0 ? [0] : qubits,
            swaps);

        void Swap(int first, int second)
        {
            swaps++;
            foreach ((int control, int target) in new[] { (first, second), (second, first), (first, second) })
            {
                routed.Add(new GateInstruction(Gates.CX, EquatableArray<int>.Of(control, target), EquatableArray<Angle>.Empty));
            }

            for (int q = 0; q < place.Length; q++)
            {
                place[q] = place[q] == first ? second : place[q] == second ? first : place[q];
            }
        }
    }
}
