using CutAwareQnn.Lowering;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>
/// A program sorted for printing: what no lane changes is computed once per call and shared; the rest is computed in lanes, in parts of
/// limited length which pass values on in places.
/// </summary>
internal sealed class PrintableProgram
{
    // The JIT tracks 1,024 locals a method; a part's steps and what it reads from before stay well below.
    private const int PartLength = 480;
    private const int MostLocals = 800;

    private readonly bool[] _isShared;
    private readonly int[] _sharedPlace;
    private readonly int[] _place;
    private readonly int[] _partOf;
    private readonly int _givenCount;

    /// <summary>Sorts a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="factors">The expressions of its scalar inputs; none where these are given from outside, for each lane.</param>
    /// <param name="isLane">Whether a symbol differs from lane to lane.</param>
    /// <param name="givenCount">How many scalar inputs, before the factors, are given all the same.</param>
    public PrintableProgram(Program program, EquatableArray<Angle> factors, Func<Symbol, bool> isLane, int givenCount = 0)
    {
        Program = program;
        Factors = factors;
        _givenCount = factors.Count == 0 ? int.MaxValue : givenCount;
        int count = program.Steps.Count;
        bool[] isLaneAngle = [.. program.Angles.Select(a => a.Symbols.Any(isLane))];
        bool[] isLaneFactor = [.. factors.Select(a => a.Symbols.Any(isLane))];
        _isShared = new bool[count];
        _sharedPlace = [.. Enumerable.Repeat(-1, count)];
        _place = [.. Enumerable.Repeat(-1, count)];
        _partOf = [.. Enumerable.Repeat(-1, count)];
        for (int i = 0; i < count; i++)
        {
            Step step = program.Steps[i];
            _isShared[i] = step.Operation switch
            {
                Operation.Cosine or Operation.Sine => !isLaneAngle[step.A],
                Operation.Scalar => !IsGiven(i) && !isLaneFactor[step.A - givenCount],
                _ => AreShared(step),
            };
        }

        SharedSteps = [.. Enumerable.Range(0, count).Where(i => _isShared[i] && !IsConstant(i))];
        Parts = Divide([.. Enumerable.Range(0, count).Where(i => !_isShared[i] && !program.Steps[i].IsLeaf)]);
        SharedPlaces = Share();
        PlaceCount = Parts.Count > 1 ? Math.Max(1, Pass()) : 0;
    }

    /// <summary>The program.</summary>
    public Program Program { get; }

    /// <summary>The expressions of the scalar inputs; none where they are given.</summary>
    public EquatableArray<Angle> Factors { get; }

    /// <summary>The steps that are computed once per call, constants left out.</summary>
    public IReadOnlyList<int> SharedSteps { get; }

    /// <summary>The shared steps that lanes read, in the order of their places.</summary>
    public IReadOnlyList<int> SharedPlaces { get; }

    /// <summary>The steps in lanes, a method each list.</summary>
    public IReadOnlyList<int[]> Parts { get; }

    /// <summary>Number of places for lane values that pass from one part to another.</summary>
    public int PlaceCount { get; }

    /// <summary>Returns whether a step is computed once per call (or constant).</summary>
    public bool IsShared(int step) => _isShared[step];

    /// <summary>Returns whether a step is a constant.</summary>
    public bool IsConstant(int step) => Program.Steps[step].Operation == Operation.Constant;

    /// <summary>Returns whether a step is an input that is given for each lane.</summary>
    public bool IsGiven(int step) => Program.Steps[step].Operation == Operation.Scalar && Program.Steps[step].A < _givenCount;

    /// <summary>Returns the expression of a scalar input that is not given.</summary>
    public Angle Factor(int step) => Factors[Program.Steps[step].A - _givenCount];

    /// <summary>Returns the place of a shared step among those that lanes read.</summary>
    public int SharedPlace(int step) => _sharedPlace[step];

    /// <summary>Returns the place of a lane value that another part reads; -1 for all others.</summary>
    public int PlaceOf(int step) => _place[step];

    /// <summary>Returns the part that computes a step; -1 for inputs, constants and shared steps.</summary>
    public int PartOf(int step) => _partOf[step];

    /// <summary>Returns the name of a step's value.</summary>
    public string Name(int step) => Program.Steps[step].Operation switch
    {
        Operation.Cosine => "c" + Literal.Of(Program.Steps[step].A),
        Operation.Sine => "s" + Literal.Of(Program.Steps[step].A),
        Operation.Scalar => "k" + Literal.Of(Program.Steps[step].A),
        _ => "v" + Literal.Of(step),
    };

    private bool AreShared(Step step)
    {
        for (int operand = 0; operand < step.OperandCount; operand++)
        {
            if (!_isShared[step.Operand(operand)])
            {
                return false;
            }
        }

        return true;
    }

    private List<int[]> Divide(int[] lanes)
    {
        List<int[]> parts = [];
        List<int> part = [];
        HashSet<int> locals = [];
        foreach (int step in lanes)
        {
            if (part.Count >= PartLength || locals.Count >= MostLocals)
            {
                parts.Add([.. part]);
                part.Clear();
                locals.Clear();
            }

            part.Add(step);
            locals.Add(step);
            Step own = Program.Steps[step];
            for (int operand = 0; operand < own.OperandCount; operand++)
            {
                locals.Add(own.Operand(operand));
            }

            _partOf[step] = parts.Count;
        }

        if (part.Count > 0)
        {
            parts.Add([.. part]);
        }

        return parts;
    }

    private List<int> Share()
    {
        bool[] isRead = new bool[_isShared.Length];
        foreach (int output in Program.Outputs)
        {
            isRead[output] = true;
        }

        foreach (int step in Parts.SelectMany(p => p))
        {
            for (int operand = 0; operand < Program.Steps[step].OperandCount; operand++)
            {
                isRead[Program.Steps[step].Operand(operand)] = true;
            }
        }

        List<int> places = [];
        foreach (int step in SharedSteps.Where(s => isRead[s]))
        {
            _sharedPlace[step] = places.Count;
            places.Add(step);
        }

        return places;
    }

    // A place is free again after the last part that reads it.
    private int Pass()
    {
        int[] lastReader = [.. Enumerable.Repeat(-1, _isShared.Length)];
        for (int part = 0; part < Parts.Count; part++)
        {
            foreach (int step in Parts[part])
            {
                for (int operand = 0; operand < Program.Steps[step].OperandCount; operand++)
                {
                    int value = Program.Steps[step].Operand(operand);
                    if (!_isShared[value] && !IsGiven(value) && _partOf[value] != part)
                    {
                        lastReader[value] = part;
                    }
                }
            }
        }

        var free = new Stack<int>();
        List<int>[] ending = [.. Parts.Select(_ => new List<int>())];
        int count = 0;
        for (int part = -1; part < Parts.Count; part++)
        {
            for (int i = 0; i < lastReader.Length; i++)
            {
                if (lastReader[i] >= 0 && _partOf[i] == part)
                {
                    _place[i] = free.Count > 0 ? free.Pop() : count++;
                    ending[lastReader[i]].Add(_place[i]);
                }
            }

            // What this part reads last is still needed while it writes.
            if (part >= 0)
            {
                ending[part].ForEach(free.Push);
            }
        }

        return count;
    }
}
