using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>
/// Every row of the tables of <c>docs/openqasm.md</c>: the example leaves the state of the program next to it, or is refused.
/// </summary>
public sealed class ConstructTests
{
    private const string Refused = "refused: ";

    public static TheoryData<string, int> Rows
    {
        get
        {
            TheoryData<string, int> rows = [];
            int version = 0;
            foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Docs", "openqasm.md")))
            {
                version = line.StartsWith("## ", StringComparison.Ordinal)
                    ? line switch { "## Version 2" => 2, "## Version 3" => 3, _ => 0 }
                    : version;
                if (version > 0 && line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal))
                    rows.Add(line, version);
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void ARowOfThePage_IsTrue(string row, int version)
    {
        string[] cells = [.. row.Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(c => c.Trim().Replace('\u0001', '|'))];
        string program = Whole(cells[1], version);
        if (cells[2].StartsWith(Refused, StringComparison.Ordinal))
        {
            Assert.Contains(
                cells[2][Refused.Length..],
                Assert.Throws<OpenQasmException>(() => OpenQasmReader.Read(program)).Message,
                StringComparison.Ordinal);
            return;
        }

        Circuit read = OpenQasmReader.Read(program).Circuit;
        Circuit expected = OpenQasmReader.Read(Whole(cells[2], version)).Circuit;
        Assert.InRange(DenseMatrix.MaxDistance(CaseProgram.Density(expected), CaseProgram.Density(read)), 0, 1e-10);
    }

    private static string Whole(string cell, int version)
    {
        string example = cell.Trim('`').Replace('⏎', '\n');
        return example.StartsWith("OPENQASM", StringComparison.Ordinal)
            || (version == 2 && example.StartsWith("include", StringComparison.Ordinal)) ? example
            : version == 3 ? "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q;\n" + example
            : "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3]; creg c[2];\n" + example;
    }
}
