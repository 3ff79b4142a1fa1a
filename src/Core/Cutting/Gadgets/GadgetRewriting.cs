using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Writes runs of gates between labels as rotations about Pauli strings where those are cheaper to cut: CX, RZ, CX is one RZZ, and a
/// ladder of CX around a rotation crosses the labels once. Which runs is a shortest path over the circuit's instructions, in which
/// each instruction by itself is a step as well, so that nothing becomes dearer. FORMULAS_NEXT.md §3; Cowtan et al., arXiv:1906.01734.
/// </summary>
internal sealed class GadgetRewriting
{
    // Longer runs gain little and take time quadratic in their length.
    private const int MostCrossing = 64;
    private const int MostInstructions = 800;

    // A run that is so much dearer than its gates does not become cheaper again.
    private const double HopelessCost = 8;

    // As many characters follow it as circuits have qubits.
    private const char FirstLabel = '\u4E00';

    private readonly Circuit _circuit;
    private readonly PartitionLabels _labels;
    private readonly PauliSum? _observable;
    private readonly Func<Symbol, double>? _at;
    private readonly IReadOnlyList<GadgetStep>?[] _steps;
    private readonly double[] _prices;
    private readonly GadgetReader _reader = new();

    private GadgetRewriting(Circuit circuit, PartitionLabels labels, PauliSum? observable, Func<Symbol, double>? at)
    {
        _at = at;
        _circuit = circuit;
        _labels = labels;
        _observable = observable;
        _steps = [.. circuit.Instructions.Select(_reader.Read)];
        _prices = [.. circuit.Instructions.Select(Price)];
    }

    /// <summary>Rewrites a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="labels">One letter per qubit.</param>
    /// <param name="at">The values of symbols at which γ is compared; null for the largest γ for any values.</param>
    /// <returns>The rewritten circuit, or the circuit itself where nothing becomes cheaper.</returns>
    public static Circuit Write(Circuit circuit, PartitionLabels labels, Func<Symbol, double>? at = null) =>
        new GadgetRewriting(circuit, labels, null, at).Write().Circuit;

    /// <summary>Rewrites a circuit as if every qubit had a label of its own: runs become rotations about pairs of letters.</summary>
    public static Circuit WritePairs(Circuit circuit) =>
        Write(circuit, new(new string([.. Enumerable.Range(0, circuit.QubitCount).Select(q => (char)(FirstLabel + q))])));

    /// <summary>Rewrites a circuit whose last Clifford gates may become part of the observable.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="labels">One letter per qubit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="at">The values of symbols at which γ is compared; null for the largest γ for any values.</param>
    /// <returns>The rewritten circuit and observable: the same expectation value, but no longer the same state.</returns>
    public static (Circuit Circuit, PauliSum Observable) Write(
        Circuit circuit, PartitionLabels labels, PauliSum observable, Func<Symbol, double>? at = null) =>
        new GadgetRewriting(circuit, labels, observable, at).Write();

    private (Circuit Circuit, PauliSum Observable) Write()
    {
        int count = _steps.Length;
        double[] best = [0, .. Enumerable.Repeat(double.PositiveInfinity, count)];
        int[] from = new int[count + 1];
        int tailFrom = -1;
        for (int start = 0; start < count; start++)
        {
            Offer(start, start + 1, _prices[start]);
            if (_prices[start] > 0 && _steps[start] is { } first && first.Any(s => s.Clifford is not null))
            {
                Explore(start);
            }
        }

        if (tailFrom < 0 && Enumerable.Range(0, count).All(i => from[i + 1] == i))
        {
            return (_circuit, _observable!);
        }

        return Emit(from, tailFrom);

        void Offer(int start, int end, double cost)
        {
            if (best[start] + cost < best[end] - 1e-9)
            {
                best[end] = best[start] + cost;
                from[end] = start;
                tailFrom = end == count ? -1 : tailFrom;
            }
        }

        void Explore(int start)
        {
            var form = new GadgetForm(_circuit.QubitCount, _labels, _at);
            double singly = 0;
            int crossing = 0;
            for (int i = start; i < count && i < start + MostInstructions && _steps[i] is { } steps; i++)
            {
                foreach (GadgetStep step in steps)
                {
                    form.Append(step);
                }

                singly += _prices[i];
                crossing += _prices[i] > 0 ? 1 : 0;
                if (crossing > MostCrossing || form.Cost > singly + HopelessCost)
                {
                    return;
                }

                bool isWorthy = form.Cost < singly - 1e-9;
                if (isWorthy && i > start && form.Frame.IsLocal(_labels))
                {
                    Offer(start, i + 1, form.Cost);
                }

                if (_observable is not null && i == count - 1)
                {
                    form.Drop(Observed(form.Frame));
                    if (best[start] + form.Cost < best[count] - 1e-9)
                    {
                        best[count] = best[start] + form.Cost;
                        from[count] = start;
                        tailFrom = start;
                    }
                }
            }
        }
    }

    private (Circuit Circuit, PauliSum Observable) Emit(int[] from, int tailFrom)
    {
        var runs = new List<(int Start, int End)>();
        for (int end = _steps.Length; end > 0; end = from[end])
        {
            runs.Add((from[end], end));
        }

        runs.Reverse();
        List<Instruction> instructions = [];
        PauliSum? observable = _observable;
        foreach ((int start, int end) in runs)
        {
            bool isTail = end == _steps.Length && start == tailFrom;
            if (end == start + 1 && !isTail)
            {
                instructions.Add(_circuit.Instructions[start]);
                continue;
            }

            var form = new GadgetForm(_circuit.QubitCount, _labels, _at);
            foreach (GadgetStep step in Enumerable.Range(start, end - start).SelectMany(i => _steps[i]!))
            {
                form.Append(step);
            }

            if (isTail)
            {
                PauliProduct[] observed = [.. Observed(form.Frame)];
                form.Drop(observed);
                observable = new(observed.Zip(_observable!.Terms, (product, term) => new PauliTerm(
                    product.Sign * term.Coefficient,
                    PauliString.Of(Enumerable.Range(0, _circuit.QubitCount).Select(q => product[q])))));
            }

            instructions.AddRange(form.Gadgets.SelectMany(g => g.Write(_labels)));
            instructions.AddRange(isTail ? [] : CliffordSynthesis.Write(form.Frame, _circuit.QubitCount));
        }

        return (_circuit with { Instructions = instructions.ToEquatableArray() }, observable!);
    }

    private PauliProduct[] Observed(CliffordFrame frame) => [.. _observable!.Terms.Select(term =>
        frame.Image(term.String.Support.Select(q => (q, term.String[q]))))];

    // Natural logarithm of the γ of an instruction by itself.
    private double Price(Instruction instruction) => instruction is GateInstruction gate && Straddling.Straddles(gate, _labels)
        ? Straddling.Expand(gate, _labels, keepsWide: true)
            .Where(part => Straddling.Straddles(part, _labels))
            .Sum(part => GatePrice.Of(_at is null ? part : part.WithAngles(a => a.Evaluate(_at)))!.LogGamma)
        : 0;
}
