namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Gates that vendors' and researchers' exporters write without declaring them; a file may declare them itself.</summary>
/// <remarks>
/// Phases are those of the vendors' matrices. Sources: Amazon Braket's gates; Quantinuum's <c>hqslib1.inc</c> (arXiv:2003.01293);
/// IonQ's GPi, GPi2 and MS as qibo writes them; B (arXiv:quant-ph/0312193); Sycamore (doi:10.1038/s41586-019-1666-5).
/// </remarks>
internal static class VendorGates
{
    /// <summary>Includes that bring these gates and those of <c>qelib1.inc</c>.</summary>
    public static readonly string[] FileNames = ["hqslib1.inc", "hqslib1_dev.inc"];

    private const string Definitions = """
        gate cnot a,b { cx a,b; }
        gate i a { id a; }
        gate v a { sx a; }
        gate vi a { sxdg a; }
        gate vdg a { sxdg a; }
        gate si a { sdg a; }
        gate ti a { tdg a; }
        gate phaseshift(t) a { p(t) a; }
        gate ccnot a,b,c { ccx a,b,c; }
        gate cv a,b { csx a,b; }
        gate csxdg a,b { h b; cp(-pi/2) a,b; h b; }
        gate cphaseshift(t) a,b { cp(t) a,b; }
        gate cphaseshift00(t) a,b { x a; x b; cp(t) a,b; x a; x b; }
        gate cphaseshift01(t) a,b { x a; cp(t) a,b; x a; }
        gate cphaseshift10(t) a,b { x b; cp(t) a,b; x b; }
        gate xx(t) a,b { rxx(t) a,b; }
        gate yy(t) a,b { ryy(t) a,b; }
        gate zz(t) a,b { rzz(t) a,b; }
        gate xy(t) a,b { xx_plus_yy(-t,0) a,b; }
        gate pswap(t) a,b { swap a,b; p(t) a; p(t) b; cp(-2*t) a,b; }
        gate iswapdg a,b { xx_plus_yy(pi,0) a,b; }
        gate siswap a,b { sqrt_iswap a,b; }
        gate fswap a,b { swap a,b; cz a,b; }
        gate fsim(t,f) a,b { xx_plus_yy(2*t,0) a,b; cp(-f) a,b; }
        gate syc a,b { xx_plus_yy(pi,0) a,b; cp(-pi/6) a,b; }
        gate b a,c { rxx(-pi/2) a,c; ryy(-pi/4) a,c; }
        gate prx(t,f) a { rz(-f) a; rx(t) a; rz(f) a; }
        gate gpi(f) a { rz(-f) a; x a; rz(f) a; }
        gate gpi2(f) a { rz(-f) a; rx(pi/2) a; rz(f) a; }
        gate ms(f,g,t) a,b { rz(-f) a; rz(-g) b; rxx(t) a,b; rz(f) a; rz(g) b; }
        gate U1q(t,f) a { prx(t,f) a; }
        gate ZZ a,b { rzz(pi/2) a,b; }
        gate RZZ(t) a,b { rzz(t) a,b; }
        gate Rxxyyzz(r,s,t) a,b { rxx(r) a,b; ryy(s) a,b; rzz(t) a,b; }
        """;

    private static readonly Lazy<Dictionary<string, GateDefinition>> Version2 = new(() =>
        Qelib1.ReadLibrary(Definitions, Qelib1.All).ToDictionary(g => g.Name, StringComparer.Ordinal));

    private static readonly Lazy<Dictionary<string, UnitaryDefinition>> Version3 = new(() =>
        StandardGates.ReadLibrary(Definitions, StandardGates.Version3).ToDictionary(g => g.Name, StringComparer.Ordinal));

    /// <summary>Returns the gate of a name as version 2 has it, or null.</summary>
    public static GateDefinition? Find(string name) => Version2.Value.TryGetValue(name, out GateDefinition? gate) ? gate : null;

    /// <summary>Returns the gate of a name as version 3 has it, with its phase; null if there is none.</summary>
    public static UnitaryDefinition? FindExact(string name) => Version3.Value.TryGetValue(name, out UnitaryDefinition? gate) ? gate : null;
}
