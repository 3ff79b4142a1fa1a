using System.Text;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Damaged, huge and deep programs: one clear error or a circuit, in bounded time, memory and stack.</summary>
[Trait("Tier", "slow")]
public sealed class HostileProgramTests
{
    private const string Sample = """
        // every statement once
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[3]; qreg r[3];
        creg c[3];
        opaque magic(a) x;
        gate mix(t,u) a,b { rz(-t*(u+1.5e-1)/2) a; barrier a,b; cx a,b; U(sin(t),u^2,pi) b; }
        h q;
        mix(pi/4, ln(2)) q[0],r[2];
        barrier q,r[1];
        c3x q[0],q[1],q[2],r[0];
        measure q -> c;
        if (c == 5) rx(0.25) r[1];
        reset q[1];
        """;

    [Fact]
    public void TheSample_IsRead() => Assert.Equal(6, Programs.ReadWhole(Sample).QubitCount);

    [Fact]
    public void AProgramCutOffAnywhere_IsReadOrRefused()
    {
        int refused = Enumerable.Range(0, Sample.Length).Count(length => !IsRead(Sample[..length]));
        Assert.InRange(refused, Sample.Length / 2, Sample.Length);
    }

    /// <summary>4,000 programs from seed 20_260_101: up to four tokens exchanged, doubled, dropped or replaced.</summary>
    [Fact]
    public void ProgramsWithMixedUpTokens_AreReadOrRefused()
    {
        var random = new Random(20_260_101);
        string[] tokens = Tokens(Sample);
        string[] others =
        [
            .. tokens, "-", "^", "(", ")", "}", "{", ";", "\"", "$", "1e9", "99999999999", "0", ".", "\u0001", "OPENQASM", "if",
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
        var text = new StringBuilder("OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; ");
        int count = 0;
        for (; text.Length < 10_000_000; count++)
            text.Append("cx q[0],q[1]; ");
        Assert.Equal(count, OpenQasm2Reader.Read(text.ToString()).Instructions.Count);
        BadProgramTests.AssertError(text.Append('x').ToString(), 1, text.Length + 1, "the end of the file");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("sin(", ")")]
    [InlineData("-", "")]
    [InlineData("1^", "")]
    [InlineData("(-", ")", 2)]
    public void Expressions_NestUpToTheLimit(string open, string close, int levels = 1)
    {
        int most = 256 / levels;
        Assert.Single(Programs.Lines($"qreg q[1]; rz({Repeat(open, most)}1{Repeat(close, most)}) q[0];"));
        foreach (int count in (int[])[most + 1, 1_000_000])
        {
            var error = Assert.Throws<OpenQasmException>(
                () => Programs.Read($"qreg q[1]; rz({Repeat(open, count)}1{Repeat(close, count)}) q[0];"));
            Assert.Contains("nests more than 256 levels", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ALongSum_IsNotDeep()
    {
        var constant = (GateInstruction)Programs.Read($"qreg q[1]; rz({Repeat("1+", 1_000_000)}1) q[0];").Instructions[0];
        Assert.Equal(1_000_001, constant.Angles[0].Constant);
        var inGate = (GateInstruction)Programs.Read(
            $"gate g(t) a {{ rz({Repeat("t+", 100_000)}t) a; }} qreg q[1]; g(2) q[0];").Instructions[0];
        Assert.Equal(200_002, inGate.Angles[0].Constant);
    }

    [Fact]
    public void DefinitionsThatDouble_AreRefusedBeforeTheyGrow()
    {
        string gates = "gate g0 a { x a; }\n" + string.Concat(
            Enumerable.Range(1, 200).Select(i => $"gate g{i} a {{ g{i - 1} a; g{i - 1} a; }}\n"));
        BadProgramTests.AssertError(Programs.Header + gates + "qreg q[1];\ng200 q[0];", 205, 1, "more than 10000000 gate arguments");
        Assert.Equal(1024, Programs.Read(gates + "qreg q[1]; g10 q[0];").Instructions.Count);
    }

    [Fact]
    public void EmptyDefinitionsThatDouble_TakeNoTime()
    {
        string gates = "gate g0 a { }\n" + string.Concat(
            Enumerable.Range(1, 200).Select(i => $"gate g{i} a {{ g{i - 1} a; g{i - 1} a; }}\n"));
        Assert.Empty(Programs.Read(gates + "qreg q[1]; g200 q[0];").Instructions);
    }

    [Fact]
    public void DefinitionsInEachOther_EndAtTheLimit()
    {
        string Chain(int count) => "gate g1 a { x a; }\n" + string.Concat(
            Enumerable.Range(2, count - 1).Select(i => $"gate g{i} a {{ g{i - 1} a; }}\n"));
        Assert.Equal(["x q[0]"], Programs.Lines(Chain(256) + "qreg q[1]; g256 q[0];"));
        BadProgramTests.AssertError(Programs.Header + Chain(257), 259, 6, "gate 'g257' nests 257 definitions", "256");
    }

    [Fact]
    public void AMillionQubits_AreTheMostAndFast()
    {
        Circuit circuit = OpenQasm2Reader.Read(Programs.Header + "qreg q[1000000]; creg c[1000000]; barrier q; h q; measure q -> c;");
        Assert.Equal(2_000_001, circuit.Instructions.Count);
        string lines = string.Concat(Enumerable.Repeat("barrier q;\n", 11));
        BadProgramTests.AssertError(Programs.Header + "qreg q[1000000];\n" + lines, 14, 1, "more than 10000000 gate arguments");
    }

    [Fact]
    public void ManyDeclarations_AreFast()
    {
        var text = new StringBuilder(Programs.Header);
        for (int i = 0; i < 50_000; i++)
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"qreg q{i}[1]; gate g{i} a {{ x a; }} g{i} q{i};");
        Assert.Equal(50_000, OpenQasm2Reader.Read(text.ToString()).Instructions.Count);
    }

    [Fact]
    public void AGateOfManyQubits_IsFast()
    {
        string names = string.Join(",", Enumerable.Range(0, 100_000).Select(i => "a" + i));
        string qubits = string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"q[{i}]"));
        Circuit circuit = OpenQasm2Reader.Read(
            $"{Programs.Header}gate wide {names} {{ barrier {names}; x a99999; }} qreg q[100000]; wide {qubits};");
        Assert.Equal("x q[99999]", circuit.Instructions[1].ToString());
    }

    [Fact]
    public void AVeryLongName_IsShownShort()
    {
        var error = Assert.Throws<OpenQasmException>(() => Programs.Read("qreg q[1]; " + Repeat("n", 1_000_000) + " q[0];"));
        Assert.InRange(error.Message.Length, 40, 200);
    }

    private static bool IsRead(string text)
    {
        try
        {
            Programs.ReadWhole(text);
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
        var scanner = new Scanner(new SourceText(text, "sample"));
        List<string> tokens = [];
        while (scanner.Current.Kind != TokenKind.End)
        {
            Token token = scanner.Advance();
            tokens.Add(text[token.Start..token.End]);
        }
        return [.. tokens];
    }
}
