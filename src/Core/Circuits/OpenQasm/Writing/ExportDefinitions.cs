namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Definitions, right up to a global phase, of gates that a library may lack; each uses only gates that both libraries have.</summary>
internal static class ExportDefinitions
{
    private const string XX = "h a; h b; cx a,b; rz(%) b; cx a,b; h a; h b;";

    private const string YY = "sdg a; h a; sdg b; h b; cx a,b; rz(%) b; cx a,b; h a; s a; h b; s b;";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["sxdg"] = "a { s a; h a; s a; }",
        ["cs"] = "a,b { t a; cx a,b; tdg b; cx a,b; t b; }",
        ["csdg"] = "a,b { tdg a; cx a,b; t b; cx a,b; tdg b; }",
        ["csx"] = "a,b { h b; t a; cx a,b; tdg b; cx a,b; t b; h b; }",
        ["cu3"] = "(theta,phi,lambda) a,b { cu(theta,phi,lambda,0) a,b; }",
        ["rxx"] = "(theta) a,b { " + With(XX, "theta") + " }",
        ["ryy"] = "(theta) a,b { " + With(YY, "theta") + " }",
        ["rzz"] = "(theta) a,b { cx a,b; rz(theta) b; cx a,b; }",
        ["rzx"] = "(theta) a,b { h b; cx a,b; rz(theta) b; cx a,b; h b; }",
        ["iswap"] = "a,b { s a; s b; h a; cx a,b; cx b,a; h b; }",
        ["sqrt_iswap"] = "a,b { " + With(XX, "-pi/4") + " " + With(YY, "-pi/4") + " }",
        ["dcx"] = "a,b { cx a,b; cx b,a; }",
        ["ecr"] = "a,b { s a; sx b; cx a,b; x a; }",
        ["xx_plus_yy"] = "(theta,beta) a,b { rz(beta) a; " + With(XX, "theta/2") + " " + With(YY, "theta/2") + " rz(-beta) a; }",
        ["xx_minus_yy"] = "(theta,beta) a,b { rz(-beta) b; " + With(XX, "theta/2") + " " + With(YY, "-theta/2") + " rz(beta) b; }",
        ["ccz"] = "a,b,c { h c; ccx a,b,c; h c; }",
    };

    /// <summary>Every gate that has a definition here.</summary>
    public static IEnumerable<string> Names => Texts.Keys;

    /// <summary>The definition of a gate, in a syntax that both versions share.</summary>
    public static string Of(Gate gate) => Texts.TryGetValue(gate.Name, out string? text)
        ? $"gate {gate.Name}{(text[0] == '(' ? "" : " ")}{text}"
        : throw new CircuitException($"gate {gate.Name} has no definition in OpenQASM; write it with other gates");

    private static string With(string body, string angle) => body.Replace("%", angle);
}
