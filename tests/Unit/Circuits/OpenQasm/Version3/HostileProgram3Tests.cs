using System.Text;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Damaged, huge and deep programs of version 3: one clear error or a circuit, in bounded time, memory and stack.</summary>
[Trait("Tier", "slow")]
public sealed class HostileProgram3Tests
{
    private const string Sample = """
        /* every statement */ OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] _x_0_; input angle θ; input array[float, 2] x;
        const int[32] n = 0x2 + 0b1 - 1_0 / 10; const float t = pi / 4 + sin(τ);
        gate mix(a, b) p, r { for int k in [1:n] { rz(-a**k * (b + 1.5e-1) / 2) p; } ctrl @ inv @ rx(b) p, r; gphase(a); barrier p, r; }
        def sub(qubit[2] a, float u) { negctrl @ ry(u) a[0], a[-1]; if (u > 0.5) { h a; } }
        qubit[4] q; qubit r; bit[4] c = "0110"; bit d;
        array[int, 3] v = {1, 2, 3}; v[0] += 4; int i = v[0] % 3; bool f = !(i == 2) && true || false;
        let w = q[0:2:2] ++ q[{1, 3}];
        mix(θ, 2 * _x_0_) q[0], r; pow(1/2) @ x w[1]; pow(-2) @ ctrl(2) @ z q[0], q[1], r; U(x[1], t, 0.1) r;
        for uint j in {1, 4, 9} { rx(0.2 * j) q[0]; } while (i < 6) { i += 1; }
        c[0:1] = measure q[0:1]; measure r -> d; sub(q[2:3], 0.75);
        if (c[0] && !d || c[0:1] == 2) { x r; } else { z r; } if (c[0:1] < 2) reset q[1];
        switch (c[0:1]) { case 1, 2 { y r; } default { s r; } }
        pragma nothing; delay[100ns] q; @note
        box { barrier; } d = measure r;
        """;

    [Fact]
    public void TheSample_IsRead() => Assert.Equal(5, Programs3.ReadWhole(Sample).Circuit.QubitCount);

    [Fact]
    public void AProgramCutOffAnywhere_IsReadOrRefused()
    {
        int refused = Enumerable.Range(0, Sample.Length).Count(length => !IsRead(Sample[..length]));
        Assert.InRange(refused, Sample.Length / 2, Sample.Length);
    }

    /// <summary>4,000 programs from seed 20_260_103: up to four tokens exchanged, doubled, dropped or replaced.</summary>
    [Fact]
    public void ProgramsWithMixedUpTokens_AreReadOrRefused()
    {
        var random = new Random(20_260_103);
        string[] tokens = Tokens(Sample);
        string[] others =
        [
            .. tokens, "-", "**", "(", ")", "}", "{", ";", "\"", "$0", "1e9", "99999999999", "0", ".", "\u0001", "++", "[", "]", "for",
        ];
        int read = 0;
        for (int i = 0; i < 4_000; i++)
        {
            string[] mixed = [.. tokens];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                int at = random.Next(mixed.Length);
                int other = random.Next(mixed.Length);
                switch (random.Next(4))
                {
                    case 0: (mixed[at], mixed[other]) = (mixed[other], mixed[at]); break;
                    case 1: mixed[at] += " " + mixed[other]; break;
                    case 2: mixed[at] = ""; break;
                    default: mixed[at] = others[random.Next(others.Length)]; break;
                }
            }
            read += IsRead(string.Join(' ', mixed)) ? 1 : 0;
        }
        Assert.InRange(read, 1, 3_999);
    }

    [Fact]
    public void RandomCharacters_AreReadOrRefused()
    {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++)
        {
            var text = new StringBuilder(Sample);
            for (int change = random.Next(1, 4); change > 0; change--)
                text[random.Next(text.Length)] = (char)random.Next(random.Next(2) == 0 ? 128 : 65_536);
            IsRead(text.ToString());
        }
    }

    [Fact]
    public void TenMegabytesOnOneLine_AreRead()
    {
        var text = new StringBuilder("OPENQASM 3; include \"stdgates.inc\"; qubit[2] q; ");
        int count = 0;
        for (; text.Length < 10_000_000; count++)
            text.Append("cx q[0], q[1]; ");
        Assert.Equal(count, OpenQasm3Reader.Read(text.ToString()).Circuit.Instructions.Count);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("sin(", "1", ")")]
    [InlineData("-", "1", "")]
    [InlineData("!", "true", "")]
    [InlineData("1**", "1", "")]
    [InlineData("1+1*1**(", "1", ")")]
    [InlineData("1||1&&1|1^1&1==1<1<<1+1*(", "1", ")")]
    [InlineData("float(", "1", ")")]
    [InlineData("v[", "0", "]")]
    public void DeepExpressions_AreRefused(string open, string core, string close)
    {
        foreach (int count in (int[])[300, 1_000_000])
        {
            string text = $"array[int, 2] v = {{0, 1}}; qubit q; rx({Repeat(open, count)}{core}{Repeat(close, count)}) q;";
            var error = Assert.Throws<OpenQasmException>(() => Programs3.Read(text));
            Assert.Contains("256 levels", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{", "}")]
    [InlineData("if (true) ", "x q;")]
    [InlineData("if (false) x q; else ", "x q;")]
    [InlineData("if (c) { ", "}")]
    [InlineData("for int i in {1} ", "x q;")]
    [InlineData("box { ", "}")]
    [InlineData("switch (1) { case 1 { ", "} }")]
    public void DeepBlocks_AreRefused(string open, string close)
    {
        foreach (int count in (int[])[300, 200_000])
        {
            var error = Assert.Throws<OpenQasmException>(
                () => Programs3.Read("qubit q; bit c = measure q; " + Repeat(open, count) + Repeat(close, count)));
            Assert.Contains("256 levels", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void BlocksUpToTheLimit_AreRead()
    {
        Assert.Single(Programs3.Lines("qubit q; " + Repeat("{", 250) + "x q;" + Repeat("}", 250)));
        Assert.Equal(
            250,
            (
                (GateInstruction)Programs3.Read(
                    $"qubit q; rx({Repeat("(1+", 250)}0{Repeat(")", 250)}) q;").Instructions[0]).Angles[0].Constant);
        string nested = "qubit[2] q; bit[250] c; " + string.Concat(Enumerable.Range(0, 120).Select(i => $"c[{i}] = measure q[0]; "))
            + string.Concat(Enumerable.Range(0, 120).Select(i => $"if (c[{i}]) ")) + "x q[1];";
        Instruction last = Programs3.Read(nested).Instructions[^1];
        Assert.Equal(120, last.ClassicalBits().Distinct().Count());
    }

    [Fact]
    public void LongChains_AreNotDeep()
    {
        var gate = (GateInstruction)Programs3.Read($"qubit q; rx({Repeat("1+", 1_000_000)}1) q;").Instructions[0];
        Assert.Equal(1_000_001, gate.Angles[0].Constant);
        gate = (GateInstruction)Programs3.Read($"input float x; qubit q; rx({Repeat("x+", 100_000)}x) q;").Instructions[0];
        Assert.Equal(100_001 * Angle.Feature(0), gate.Angles[0]);
    }

    /// <summary>Each would run for hours or fill the memory.</summary>
    [Theory]
    [InlineData("for int i in [0:2**62] { }", "steps")]
    [InlineData("for int i in [-2**62:1:2**62] x q[0];", "steps")]
    [InlineData("for int i in [0:4000] { for int j in [0:4000] { } }", "steps")]
    [InlineData("int i = 0; while (i >= 0) { i = 0; }", "steps")]
    [InlineData("for int i in [0:900000] { x q; }", "steps")]
    [InlineData("float a = 1; for int i in [0:500000] { a = a + a + a + a; }", "not finite")]
    [InlineData("float a = t; for int i in [0:100000] { a = a * sin(a); }", "angle")]
    [InlineData("float a = t; for int i in [0:100000] { a = a + sin(i * t); }", "angle")]
    [InlineData("float a = t; for int i in [0:100000] { a = sin(a); }", "angle")]
    [InlineData("float a = t; for int i in [0:100000] { a = a**2 + 1; }", "angle")]
    [InlineData("float a = t; for int i in [0:100] { a += sin(i * t); } for int i in [0:1000000] { a = -a; }", "steps")]
    [InlineData(
        "gate k(u) a { rx(sin(u) + cos(u) + exp(u) + sin(2 * u) + sin(3 * u)) a; } for int i in [0:1000000] { k(t) q[0]; }", "steps")]
    [InlineData(
        "float a = t; for int i in [0:100] { a += sin(i * t); } for int i in [0:1000] { ctrl(9) @ rx(a) r[0], r[1], r[2], r[3], "
        + "r[4], r[5], r[6], r[7], r[8], r[9]; }",
        "steps")]
    [InlineData("for int i in [0:1000000] { let a = r[0:9999]; }", "steps")]
    [InlineData("for int i in [0:1000000] { let a = r ++ r; }", "steps")]
    [InlineData("for int i in [0:2000000] { bit[2] c; }", "more than 1000000")]
    [InlineData("pow(100000000) @ g q[0];", "steps")]
    [InlineData("gate k a { pow(1000) @ g a; } gate l a { pow(1000) @ k a; } gate m a { pow(1000) @ l a; } m q[0];", "steps")]
    [InlineData("gate k a { for int i in [0:9000000] { x a; } }", "steps")]
    [InlineData("def f(qubit a) { x a; } def h2(qubit a) { for int i in [0:4000] f(a); } for int i in [0:4000] h2(q[0]);", "steps")]
    [InlineData("uint a = 3; for int i in [0:100] { a = a ** a; }", "beyond 63 bits")]
    [InlineData("for int i in [0:100000] { barrier r; }", "gate arguments")]
    [InlineData("array[int, 1000000, 1000000] a;", "steps")]
    [InlineData("input array[float, 1000, 1001] y;", "more than 1000000")]
    public void ShortProgramsThatExplode_AreRefused(string statements, string part)
    {
        string text = Programs3.Header + "input float t; gate g a { h a; s a; } qubit[2] q; qubit[10000] r;\n" + statements;
        string message = "";
        try
        {
            OpenQasm3Reader.Read(text);
        }
        catch (OpenQasmException error)
        {
            message = error.Message;
        }

        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Equal(part.Length > 0, message.Length > 0);
    }

    [Fact]
    public void DefinitionsThatDouble_AreRefusedBeforeTheyGrow()
    {
        foreach (string first in (string[])["x a;", "gphase(0.1);", "inv @ x a;"])
        {
            string gates = $"gate g0 a {{ {first} }}\n" + string.Concat(
                Enumerable.Range(1, 200).Select(i => $"gate g{i} a {{ g{i - 1} a; g{i - 1} a; }}\n"));
            BadProgram3Tests.AssertError(Programs3.Header + gates + "qubit q;\ng200 q;", 205, 1, "more than 10000000 gate arguments");
        }
    }

    [Fact]
    public void EmptyDefinitionsThatDouble_TakeNoTime()
    {
        string gates = "gate g0 a { }\n" + string.Concat(
            Enumerable.Range(1, 200).Select(i => $"gate g{i} a {{ g{i - 1} a; g{i - 1} a; }}\n"));
        Assert.Empty(Programs3.Lines(gates + "qubit q; g200 q;"));
    }

    [Fact]
    public void DefinitionsInEachOther_EndAtTheLimit()
    {
        string Chain(int count) => "gate g1 a { x a; }\n" + string.Concat(
            Enumerable.Range(2, count - 1).Select(i => $"gate g{i} a {{ g{i - 1} a; }}\n"));
        Assert.Equal(["x q[0]"], Programs3.Lines(Chain(256) + "qubit q; g256 q;"));
        BadProgram3Tests.AssertError(Programs3.Header + Chain(257), 259, 6, "gate 'g257' nests 257 definitions");
        string subroutines = "def f0(qubit a) { }\n" + string.Concat(
            Enumerable.Range(1, 400).Select(i => $"def f{i}(qubit a) {{ f{i - 1}(a); }}\n"));
        var error = Assert.Throws<OpenQasmException>(() => Programs3.Read(subroutines + "qubit q; f400(q);"));
        Assert.Contains("nest more than 256", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Conditions whose cases multiply.</summary>
    [Theory]
    [InlineData("^")]
    [InlineData("||")]
    [InlineData("&&")]
    [InlineData("|")]
    public void ConditionsOfManyBits_AreReadOrRefused(string sign)
    {
        for (int count = 2; count <= 70; count += 4)
        {
            string test = string.Join($" {sign} ", Enumerable.Range(0, count).Select(i => $"(c[{i}] {sign} c[{i + 1}])"));
            IsRead($"{Programs3.Header} qubit q; bit[100] c; for int i in [0:99] c[i] = measure q; if (!({test})) x q; else y q;");
        }
    }

    [Fact]
    public void AMillionQubits_AreTheMostAndFast()
    {
        Circuit circuit = OpenQasm3Reader.Read(
            Programs3.Header + "qubit[1000000] q; bit[1000000] c; barrier q; h q; c = measure q;").Circuit;
        Assert.Equal(2_000_001, circuit.Instructions.Count);
    }

    [Fact]
    public void ManyDeclarations_AreFast()
    {
        var text = new StringBuilder(Programs3.Header);
        for (int i = 0; i < 20_000; i++)
            text.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture, $"qubit q{i}; int i{i} = {i}; gate g{i} a {{ x a; }} g{i} q{i};");
        Assert.Equal(20_000, OpenQasm3Reader.Read(text.ToString()).Circuit.Instructions.Count);
    }

    [Fact]
    public void AVeryLongName_IsShownShort()
    {
        var error = Assert.Throws<OpenQasmException>(() => Programs3.Read("qubit q; " + Repeat("n", 1_000_000) + " q;"));
        Assert.InRange(error.Message.Length, 40, 200);
    }

    private static bool IsRead(string text)
    {
        try
        {
            Programs3.ReadWhole(text);
            return true;
        }
        catch (OpenQasmException error)
        {
            Assert.DoesNotContain('\n', error.Message);
            Assert.True(error is { Line: >= 1, Column: >= 1 });
            return false;
        }
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static string[] Tokens(string text)
    {
        var scanner = new Scanner(new SourceText(text, "sample"), isVersion3: true);
        List<string> tokens = [];
        while (scanner.Current.Kind != TokenKind.End)
        {
            Token token = scanner.Advance();
            tokens.Add(text[token.Start..token.End]);
        }
        return [.. tokens];
    }
}
