using System.Text;
using BenchmarkDotNet.Attributes;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Benchmarks;

/// <summary>
/// How fast is OpenQASM read? Four million characters of gates, parsed, checked and made a circuit; the mean is a million characters,
/// so 100 ms are 10 MB per second. The baseline is the smallest thing one can do with a text: to look at each character.
/// </summary>
[MemoryDiagnoser]
public class ReadProgram
{
    private const int Millions = 4;

    private readonly string _gates = Program("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[20];\n", (text, i) => (i % 4) switch
    {
        0 => text.Append("cx q[").Append(i % 19).Append("],q[19];\n"),
        1 => text.Append("rz(").Append(1 + (i % 7)).Append("*pi/8) q[").Append(i % 20).Append("];\n"),
        2 => text.Append("h q[").Append(i % 20).Append("];\n"),
        _ => text.Append("u3(0.").Append(100_000 + i).Append(",-1.25,3.0e-2) q[").Append(i % 20).Append("];\n"),
    });

    private readonly string _definitions = Program(
        "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[20];\ngate block(t) a,b { ry(t/2) a; cx a,b; rz(-t) b; }\n",
        (text, i) => text.Append("block(0.").Append(1 + (i % 9)).Append(") q[").Append(i % 19).Append("],q[19];\n"));

    private readonly string _version3 = Program(
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[20] q;\n", (text, i) => (i % 2) switch
        {
            0 => text.Append("cx q[").Append(i % 19).Append("], q[19];\n"),
            _ => text.Append("rz(").Append(1 + (i % 7)).Append("*pi/8) q[").Append(i % 20).Append("];\n"),
        });

    [Benchmark(Baseline = true, OperationsPerInvoke = Millions)]
    public int LookAtEachCharacter()
    {
        int semicolons = 0;
        foreach (char letter in _gates)
        {
            semicolons += letter == ';' ? 1 : 0;
        }

        return semicolons;
    }

    [Benchmark(OperationsPerInvoke = Millions)]
    public Circuit Version2Gates() => OpenQasm2Reader.Read(_gates);

    [Benchmark(OperationsPerInvoke = Millions)]
    public Circuit Version2Definitions() => OpenQasm2Reader.Read(_definitions);

    [Benchmark(OperationsPerInvoke = Millions)]
    public Circuit Version3Gates() => OpenQasmReader.Read(_version3).Circuit;

    private static string Program(string header, Func<StringBuilder, int, StringBuilder> statement)
    {
        var text = new StringBuilder(header, (Millions * 1_000_000) + 100);
        for (int i = 0; text.Length < Millions * 1_000_000; i++)
        {
            statement(text, i);
        }

        return text.ToString();
    }
}
