using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary><c>docs/gates.md</c> is written from the gate table.</summary>
public sealed class GatePageTests
{
    private const string Head = """
        # Gates

        One table, `src/Core/Circuits/Gates/Gates.cs`, defines each gate; everything else reads it, and this page is written from it. Names are OpenQASM's
        and Qiskit's, matrices are little-endian in the order of arguments. `controls` is the gate that a control on the first qubit applies to the
        others. Frequencies are the gaps of the generator's spectrum, per angle: one takes two shifts, two take four. Besides the table:

        - `Gates.MultiControlledX(n)` and `Gates.MultiControlledPhase(n)`: X and the phase gate under up to seven controls (`c3x`, `c4x`, `mcx`, `mcphase`);
        - `Gate.Unitary(matrix)`: any unitary matrix on one or two qubits, checked to 1e-9; across a cut by its Cartan decomposition;
        - `GateInstruction.Inverse()`, `.Controlled(qubits)`, `.Power(exponent)`: OpenQASM 3's `inv`, `ctrl` and `pow`, written as gates of the table;
        - global phases never matter, except under a control: there `Controlled` keeps them.

        | gate | qubits | angles | inverse | diagonal | controls | frequencies |
        | --- | --- | --- | --- | --- | --- | --- |

        """;

    [Fact]
    public void Page_IsTheTable()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (Gate gate in Gates.All)
        {
            page.Append(string.Create(CultureInfo.InvariantCulture, $"| `{gate.Name}` | {gate.QubitCount} | {gate.ParameterCount} | "))
                .Append(Inverse(gate)).Append(" | ")
                .Append(gate.IsDiagonal ? "yes" : "").Append(" | ")
                .Append(gate.Controlled is { } controlled ? $"`{controlled.Name}`" : "").Append(" | ")
                .AppendJoin("; ", gate.ShiftRules.Select(Frequencies)).Append(" |\n");
        }

        Golden.AssertIn(Docs(), page.ToString(), "gates.md");
    }

    private static string Inverse(Gate gate)
    {
        string[] names = gate.ParameterCount == 1 ? ["t"] : ["a", "b", "c", "d"];
        GateInverse inverse = gate.Inverse(Enumerable.Range(0, gate.ParameterCount).Select(Angle.Weight));
        string angles = string.Join(
            ", ", inverse.Angles.Select(a => a.ToString(s => names[s.Index], "^").Replace("pi", "π", StringComparison.Ordinal)));
        return inverse.Gate == gate && gate.ParameterCount == 0 && !inverse.ReversesQubits ? "itself"
            : $"`{inverse.Gate.Name}`" + (angles.Length == 0 ? "" : $"({angles})") + (inverse.ReversesQubits ? ", qubits reversed" : "");
    }

    private static string Frequencies(ShiftRule rule) =>
        rule == ShiftRule.TwoTerm ? "1" : rule == ShiftRule.FourTerm ? "1/2, 1" : "1, 2";

    private static string Docs([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "docs");
}
