using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>
/// Prints the methods of a kernel that sweeps its state: one loop per sweep, its strides constants. Amplitudes lie one after the other,
/// real and imaginary part, each a lane value of queries.
/// </summary>
internal sealed class StateLoopPrinter
{
    private readonly CodeWriter _code;
    private readonly Kernel _kernel;
    private readonly Kernel _owner;
    private readonly StateLoopKernel _swept;
    private readonly int[] _forwardOf;
    private readonly int[] _backwardOf;

    private StateLoopPrinter(CodeWriter code, Kernel kernel, Kernel owner)
    {
        _code = code;
        _kernel = kernel;
        _owner = owner;
        _swept = kernel.Swept!;
        _forwardOf = Methods(s => (s.Bits, s.Before, s.Body));
        _backwardOf = Methods(s => (s.Bits, s.Before, s.CoefficientCount, s.Backward));
    }

    /// <summary>Prints the methods.</summary>
    /// <param name="code">Receives the text.</param>
    /// <param name="kernel">A kernel that sweeps.</param>
    /// <param name="sweeps">The kernel of the same circuit in whose class the sweeps forwards are printed, once for all.</param>
    public static void Print(CodeWriter code, Kernel kernel, Kernel sweeps) => new StateLoopPrinter(code, kernel, sweeps).Print();

    // Sweeps that are alike share a method, named for the first of them. What makes sweeps forwards alike is the same in every kernel
    // of a circuit: one kernel calls those of the other by these numbers.
    private int[] Methods<TKey>(Func<StateLoop, TKey> key)
        where TKey : notnull
    {
        var first = new Dictionary<TKey, int>();
        return [.. _swept.Circuit.Loops.Select((loop, i) =>
        {
            if (!first.TryGetValue(key(loop), out int method))
            {
                first.Add(key(loop), method = i);
            }

            return method;
        })];
    }

    private void Print()
    {
        Run();
        Program(_swept.Coefficients);
        if (_swept.Chain is { } chain)
        {
            Program(chain);
        }

        for (int i = 0; i < _swept.Circuit.Loops.Count; i++)
        {
            StateLoop loop = _swept.Circuit.Loops[i];
            if (ReferenceEquals(_owner, _kernel) && _forwardOf[i] == i)
            {
                Forward(loop, i);
            }

            if (_swept.Chain is not null && _backwardOf[i] == i)
            {
                Backward(loop, i);
            }
        }

        for (int o = 0; o < _swept.Circuit.Observations.Count; o++)
        {
            for (int pass = 0; pass < _swept.Circuit.Observations[o].Loops.Count; pass++)
            {
                Observe(o, pass);
            }
        }
    }

    private void Run()
    {
        StateLoops circuit = _swept.Circuit;
        int features = _kernel.Row.Length;
        BodyPrinter.Optimized(_code).Open("internal static void Run("
            + string.Join(", ", BodyPrinter.References(_kernel).Select(r => $"ref double {r}").Append("ref L scratch")) + ")");
        _code.Line($"ref L state = ref Place(ref scratch, {_swept.State});");
        if (_swept.Chain is not null)
        {
            _code.Line($"ref L derivative = ref Place(ref scratch, {_swept.Derivative});");
        }

        Call(_swept.Coefficients, _ => 0);
        string owner = ReferenceEquals(_owner, _kernel) ? "" : _owner.Name + ".";
        for (int o = 0; o < circuit.Observations.Count; o++)
        {
            // The way back undoes the state, so each observable's begins with a way there.
            for (int i = 0; (o == 0 || _swept.Chain is not null) && i < _forwardOf.Length; i++)
            {
                _code.Line($"{owner}Sweep{_forwardOf[i]}({Scratch(circuit.Loops[i].FirstCoefficient)}, ref state);");
            }

            string values = circuit.Observations[o].Loops.Select((_, pass) =>
                $"Observe{o}{Suffix(pass)}(ref state{(_swept.Chain is null ? "" : ", ref derivative")})")
                .Aggregate((sum, value) => $"O.Add({sum}, {value})");
            _code.Line($"O.Store({values}, ref values, {o}, {circuit.Observations.Count});");
            for (int i = _backwardOf.Length - 1; _swept.Chain is not null && i >= 0; i--)
            {
                int first = circuit.Loops[i].FirstCoefficient;
                _code.Line($"Unsweep{_backwardOf[i]}({Scratch(first)}, {Scratch(_swept.Adjoints + first)}, ref state, ref derivative);");
            }

            if (_swept.Chain is { } chain)
            {
                int observable = o;
                Call(chain, name => name == chain.Outputs[0].Name ? observable * features
                    : name == chain.Outputs[1].Name ? observable * chain.Outputs[1].Length / circuit.Observations.Count : 0);
            }
        }

        _code.Close();
    }

    private void Call(Kernel program, Func<string, int> offset) => _code.Line($"{program.Name}.Run("
        + string.Join(", ", BodyPrinter.References(program)
            .Select(r => offset(r) == 0 ? $"ref {r}" : $"ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {r}, {offset(r)})")
            .Concat(program.Printable.Parts.Count > 1 ? [Scratch(_swept.Places)] : [])) + ");");

    private static string Scratch(int place) => place == 0 ? "ref scratch" : $"ref Place(ref scratch, {place})";

    private static string Suffix(int pass) => pass == 0 ? "" : "Pass" + Literal.Of(pass);

    private void Program(Kernel program)
    {
        _code.Line().Line("// " + program.Summary).Open($"private static class {program.Name}");
        BodyPrinter.Print(_code, program);
        _code.Close();
    }

    private void Forward(StateLoop loop, int method)
    {
        _code.Line().Line($"// {loop.Gates}");
        BodyPrinter.Optimized(_code).Open($"internal static void Sweep{method}(ref L coefficients, ref L state)");
        var body = new LoopPrinter(_code, loop.Body, i => i < loop.InputCount ? Part("", i) : Coefficient(i - loop.InputCount));
        body.Load(loop.InputCount, loop.CoefficientCount, i => Place("coefficients", i));
        int loops = OpenLoops(loop, "ket", "state");
        body.Load(0, loop.InputCount, i => Place("ket", Offset(loop, i)));
        body.Steps();
        Store(body, loop, 0, loop.OutputCount, "ket", "");
        CloseLoops(loops);
        _code.Close();
    }

    private void Backward(StateLoop loop, int method)
    {
        int all = loop.OutputCount;
        _code.Line().Line($"// Back: {loop.Gates}");
        BodyPrinter.Optimized(_code).Open(
            $"private static void Unsweep{method}(ref L coefficients, ref L adjoints, ref L state, ref L derivative)");
        var body = new LoopPrinter(
            _code, loop.Backward!, i => i < all ? Part("", i) : i < 2 * all ? Part("d", i - all) : Coefficient(i - (2 * all)));
        body.Load(2 * all, loop.CoefficientCount, i => Place("coefficients", i));
        for (int c = 0; c < loop.CoefficientCount; c++)
        {
            _code.Line($"L g{c} = O.Of(0.0);");
        }

        int loops = OpenLoops(loop, "ket", "state");
        string index = loops == 0 ? "0" : Index(loops - 1);
        _code.Line($"ref L bra = ref Place(ref derivative, {index});");
        body.Load(0, all, i => Place("ket", Offset(loop, i)));
        body.Load(all, all, i => Place("bra", Offset(loop, i)));
        body.Steps();
        Store(body, loop, 0, loop.InputCount, "ket", "");
        Store(body, loop, loop.InputCount, loop.InputCount, "bra", "d");
        for (int c = 0; c < loop.CoefficientCount; c++)
        {
            _code.Line($"g{c} = O.Add(g{c}, {body.Output((2 * loop.InputCount) + c)});");
        }

        CloseLoops(loops);
        for (int c = 0; c < loop.CoefficientCount; c++)
        {
            _code.Line($"{Place("adjoints", c)} = g{c};");
        }

        _code.Close();
    }

    // What is its own input stays.
    private void Store(LoopPrinter body, StateLoop loop, int first, int count, string target, string prefix)
    {
        for (int i = 0; i < count; i++)
        {
            string value = body.Output(first + i);
            if (value != Part(prefix, i))
            {
                _code.Line($"{Place(target, Offset(loop, i))} = {value};");
            }
        }
    }

    private void Observe(int observable, int number)
    {
        StateLoops circuit = _swept.Circuit;
        ObservationLoop loop = circuit.Observations[observable].Loops[number];
        bool isSeeding = _swept.Chain is not null;
        int run = 2 << loop.BitCount;
        int signs = run * (1 + loop.Flips.Count);
        var body = new LoopPrinter(
            _code, isSeeding ? loop.Seed : loop.Value,
            i => i >= signs ? Coefficient(i - signs) : Part(i < run ? "" : $"f{i / run}", i % run));
        _code.Line().Line($"// {circuit.Observations[observable].Observable}");
        BodyPrinter.Optimized(_code)
            .Open($"private static L Observe{observable}{Suffix(number)}(ref L state{(isSeeding ? ", ref L derivative" : "")})")
            .Line("L value = O.Of(0.0);")
            .Open($"for (int i = 0; i < {1 << circuit.QubitCount}; i += {1 << loop.BitCount})");
        body.Load(signs, loop.Signs.Count, i => $"O.Of({string.Join(" + ", loop.Signs[i].Terms.Select(Sign))})");
        _code.Line("ref L ket = ref Place(ref state, 2 * i);");
        for (int flip = 0; flip < loop.Flips.Count; flip++)
        {
            _code.Line($"ref L ket{flip + 1} = ref Place(ref state, 2 * (i ^ {loop.Flips[flip]}));");
        }

        body.Load(0, run, i => Place("ket", i));
        for (int flip = 1; flip <= loop.Flips.Count; flip++)
        {
            string ket = "ket" + Literal.Of(flip);
            body.Load(flip * run, run, i => Place(ket, i));
        }

        body.Steps();
        _code.Line($"value = O.Add(value, {body.Output(0)});");
        if (isSeeding)
        {
            _code.Line("ref L bra = ref Place(ref derivative, 2 * i);");
            for (int i = 0; i < run; i++)
            {
                string seed = number == 0 ? body.Output(1 + i) : $"O.Add({Place("bra", i)}, {body.Output(1 + i)})";
                _code.Line($"{Place("bra", i)} = {seed};");
            }
        }

        _code.Close().Line("return value;").Close();
    }

    private static string Sign(SignTerm term) => term.Mask == 0
        ? Literal.Of(term.Coefficient)
        : $"({Literal.Of(term.Coefficient)} * global::CutAwareQnn.Simulation.CompiledCircuit.Sign(i & {term.Mask}))";

    // One loop per run of bits that the sweep does not touch, the highest outside; each over the places of its bits alone.
    private int OpenLoops(StateLoop loop, string name, string state)
    {
        int loops = 0;
        for (int high = loop.Before; high > 0;)
        {
            if (loop.Bits.Contains(high - 1))
            {
                high--;
                continue;
            }

            int low = high - 1;
            while (low > 0 && !loop.Bits.Contains(low - 1))
            {
                low--;
            }

            string from = loops == 0 ? "0" : Index(loops - 1);
            string to = loops == 0 ? Literal.Of(2 << high) : $"{from} + {2 << high}";
            string own = Index(loops);
            _code.Open($"for (int {own} = {from}; {own} < {to}; {own} += {2 << low})");
            loops++;
            high = low;
        }

        _code.Line($"ref L {name} = ref Place(ref {state}, {(loops == 0 ? "0" : Index(loops - 1))});");
        return loops;
    }

    private void CloseLoops(int loops)
    {
        for (; loops > 0; loops--)
        {
            _code.Close();
        }
    }

    private static string Index(int loop) => "i" + Literal.Of(loop);

    private static string Coefficient(int index) => "k" + Literal.Of(index);

    private static string Part(string prefix, int number) => $"{prefix}{(number % 2 == 0 ? "re" : "im")}{number / 2}";

    private static string Place(string reference, int offset) => offset == 0 ? reference : $"Place(ref {reference}, {offset})";

    private static int Offset(StateLoop loop, int number)
    {
        int offset = number % 2;
        for (int bit = 0; bit < loop.Bits.Count; bit++)
        {
            offset += (number / 2 >> bit & 1) * (2 << loop.Bits[bit]);
        }

        return offset;
    }
}
