namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// The gates of <c>qelib1.inc</c>: rows of the gate table, and definitions for what the table lacks.
/// </summary>
internal static class Qelib1
{
    /// <summary>The file name of the one include that is built in.</summary>
    public const string FileName = "qelib1.inc";

    // arXiv:1707.03429v2, listing of qelib1.inc.
    private const string PaperNames = "u3 u2 u1 cx id x y z h s sdg t tdg rx ry rz cz cy ch ccx crz cu1 cu3";

    private const string LaterNames = "u p sx sxdg swap cswap crx cry cp csx cu rxx rzz";

    // Three controls walk a Gray code over the controls' parities (Barenco et al. 1995, Lemma 7.1); the relative-phase gates are
    // Margolus' and Maslov's (arXiv:1508.03273, figures 3 and 4).
    internal const string Definitions = """
        gate u0(gamma) q { id q; }
        gate rccx a,b,c {
          h c; t c; cx b,c; tdg c; cx a,c; t c; cx b,c; tdg c; h c;
        }
        gate rc3x a,b,c,d {
          h d; t d; cx c,d; tdg d; h d;
          cx a,d; t d; cx b,d; tdg d; cx a,d; t d; cx b,d; tdg d;
          h d; t d; cx c,d; tdg d; h d;
        }
        gate c3root(turn) a,b,c,d {
          h d;
          cp(turn) a,d;
          cx a,b; cp(-turn) b,d; cx a,b; cp(turn) b,d;
          cx b,c; cp(-turn) c,d; cx a,c; cp(turn) c,d;
          cx b,c; cp(-turn) c,d; cx a,c; cp(turn) c,d;
          h d;
        }
        gate c3sqrtx a,b,c,d { c3root(pi/8) a,b,c,d; }
        """;

    internal const string Hidden = "c3root";

    /// <summary>The gates with many controls, which are rows of the table.</summary>
    internal static IReadOnlyList<string> ManyControls { get; } = ["c3x", "c4x"];

    private static readonly Lazy<IReadOnlyList<GateDefinition>> AllGates = new(Read);

    /// <summary>What the include declares, and with it every other gate of the table.</summary>
    public static IReadOnlyList<GateDefinition> All => AllGates.Value;

    private static List<GateDefinition> Read()
    {
        List<GateDefinition> gates = [];
        gates.AddRange(PaperNames.Split(' ').Select(n => GateDefinition.OfRow(n, Gates.Find(n)!, GateOrigin.Language)));
        gates.AddRange(LaterNames.Split(' ').Select(n => GateDefinition.OfRow(n, Gates.Find(n)!, GateOrigin.Library)));
        gates.AddRange(Gates.All
            .Where(row => gates.All(g => g.Name != row.Name))
            .Select(row => GateDefinition.OfRow(row.Name, row, GateOrigin.Library))
            .ToList());
        gates.AddRange(ManyControls.Select(name => GateDefinition.OfRow(name, Gates.Find(name)!, GateOrigin.Library)));

        return [.. gates, .. ReadLibrary(Definitions, gates).Where(g => g.Name != Hidden)];
    }

    /// <summary>Reads definitions in terms of gates that are declared.</summary>
    /// <returns>The gates that the text defines.</returns>
    public static IEnumerable<GateDefinition> ReadLibrary(string definitions, IReadOnlyList<GateDefinition> declared)
    {
        var scope = new GateScope(declared);
        var source = new SourceText(definitions, FileName);
        var scanner = new Scanner(source);
        var parser = new GateParser(source, scanner, scope, GateOrigin.Library);
        HashSet<string> before = new(scope.All.Select(g => g.Name), StringComparer.Ordinal);
        while (scanner.Accept(TokenKind.Identifier))
        {
            parser.ReadGate();
        }

        return scope.All.Where(g => !before.Contains(g.Name));
    }
}
