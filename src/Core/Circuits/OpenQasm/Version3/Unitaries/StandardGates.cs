namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// The gates of <c>stdgates.inc</c> (OpenQASM 3, "Standard library"), of the language, and what may be declared anew: the other rows
/// of the gate table and, with <c>qelib1.inc</c>, its definitions.
/// </summary>
/// <remarks>
/// The rows have the phases of the library but for three: <c>U</c> is e^{iθ/2} times the row <c>u</c>, and <c>u2</c> and <c>u3</c>
/// are e^{-i(φ+λ)/2} times theirs.
/// </remarks>
internal static class StandardGates
{
    /// <summary>The library of version 3.</summary>
    public const string FileName = "stdgates.inc";

    private const string Names =
        "p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu CX phase cphase id u1";

    private static readonly Lazy<Dictionary<string, UnitaryDefinition>> ByName =
        new(() => Version3!.ToDictionary(g => g.Name, StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<UnitaryDefinition>> AllOfVersion2 = new(ReadVersion2);

    /// <summary>The gate of the language itself.</summary>
    public static UnitaryDefinition U { get; } = Phased("U", Gates.U, 0.5 * ParameterAngle.Parameter(0));

    /// <summary>What <c>stdgates.inc</c> declares, and with it every other gate of the table.</summary>
    public static IReadOnlyList<UnitaryDefinition> Version3 { get; } = MakeVersion3();

    /// <summary>The same with the definitions of <c>qelib1.inc</c>.</summary>
    public static IReadOnlyList<UnitaryDefinition> Version2 => AllOfVersion2.Value;

    /// <summary>Returns the gate that a file may use without the include, as it is in everybody's library; null if there is none.</summary>
    public static UnitaryDefinition? FindUndeclared(string name) =>
        ByName.Value.TryGetValue(name, out UnitaryDefinition? gate) ? gate : null;

    private static IReadOnlyList<UnitaryDefinition> MakeVersion3()
    {
        Angle first = ParameterAngle.Parameter(0);
        Angle second = ParameterAngle.Parameter(1);
        Angle third = ParameterAngle.Parameter(2);
        List<UnitaryDefinition> gates =
        [
            .. Names.Split(' ').Select(n => UnitaryDefinition.OfRow(n, Gates.Find(n)!, GateOrigin.Language)),
            Phased("u2", Gates.U2, -0.5 * (first + second)),
            Phased("u3", Gates.U, -0.5 * (second + third)),
        ];
        HashSet<string> names = new(gates.Select(g => g.Name), StringComparer.Ordinal);
        gates.AddRange(
            Gates.All.Where(row => names.Add(row.Name)).Select(row => UnitaryDefinition.OfRow(row.Name, row, GateOrigin.Library)));
        gates.Add(UnitaryDefinition.OfRow("cu1", Gates.CP, GateOrigin.Library));
        gates.AddRange(Qelib1.ManyControls.Select(name => UnitaryDefinition.OfRow(name, Gates.Find(name)!, GateOrigin.Library)));
        return gates;
    }

    private static IReadOnlyList<UnitaryDefinition> ReadVersion2() =>
        [.. Version3, .. ReadLibrary(Qelib1.Definitions, Version3).Where(g => g.Name != Qelib1.Hidden)];

    /// <summary>Reads definitions in terms of gates that are declared.</summary>
    /// <returns>The gates that the text defines, with their phases.</returns>
    public static IEnumerable<UnitaryDefinition> ReadLibrary(string definitions, IReadOnlyList<UnitaryDefinition> declared)
    {
        var interpreter = new Interpreter(new SourceText(definitions, Qelib1.FileName), new InputNames(null));
        interpreter.Include(declared);
        interpreter.Run();
        return interpreter.DeclaredGates
            .Where(g => g.Origin == GateOrigin.File)
            .Select(g => new UnitaryDefinition(g.Name, g.ParameterCount, g.QubitCount, GateOrigin.Library, g.Row, g.Body));
    }

    private static UnitaryDefinition Phased(string name, Gate row, Angle phase)
    {
        ParameterAngle[] angles =
            Enumerable.Range(0, row.ParameterCount).Select(i => new ParameterAngle(ParameterAngle.Parameter(i))).ToArray();
        UnitaryCall[] body =
        [
            new(null, [], [new(phase)], []),
            new(UnitaryDefinition.OfRow(row.Name, row, GateOrigin.Language), [], angles, [0]),
        ];
        return new(name, row.ParameterCount, row.QubitCount, GateOrigin.Language, row, body);
    }
}
