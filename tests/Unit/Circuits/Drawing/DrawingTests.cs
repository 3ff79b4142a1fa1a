using CutAwareQnn.Circuits;
using CutAwareQnn.Unit.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.Drawing;

public sealed class DrawingTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(2, "2")]
    [InlineData(0.5, "0.5")]
    [InlineData(-1.23456789, "-1.2346")]
    [InlineData(123456789, "1.2346E+08")]
    [InlineData(1e-9, "1E-09")]
    [InlineData(Math.PI, "π")]
    [InlineData(-Math.PI / 2, "-π/2")]
    [InlineData(3 * Math.PI / 4, "3π/4")]
    [InlineData(2 * Math.PI / 3, "2π/3")]
    [InlineData(0.392699081698724, "π/8")]
    [InlineData(3.14159, "3.1416")]
    [InlineData(1.5708, "1.5708")]
    public void Number_IsShort_AndAMultipleOfPiWhereItIsOne(double angle, string expected) =>
        Assert.Equal(expected, DrawnAngle.Of(angle));

    [Fact]
    public void Angle_KeepsItsForm_AndTakesNewNames()
    {
        Angle angle = (Math.PI / 2 * Angle.Feature(3)) - (Angle.Weight(10) * Angle.Feature(0)) + 0.123456;
        Assert.Equal("0.12346 + π/2*x[3] - x[0]*w[10]", DrawnAngle.Of(angle));
        Assert.Equal("0.12346 + π/2*data3 - data0*θ10", DrawnAngle.Of(angle, s => (s.Kind == SymbolKind.Weight ? "θ" : "data") + s.Index));
    }

    [Fact]
    public void Circuit_IsItsDrawing()
    {
        Circuit circuit = Programs.Read("qreg q[2]; h q[0]; cx q[0],q[1];");
        Assert.Equal(
            "     ┌───┐   \n"
            + "q0: ─┤ H ├─●─\n"
            + "     └───┘ │ \n"
            + "q1: ───────⊕─",
            circuit.ToString());
    }

    [Fact]
    public void EmptyQubits_ArePlainLines() => Assert.Equal("q0: ─\nq1: ─", new CircuitBuilder(2).Build().ToString());

    [Fact]
    public void OpenControls_AreOpenDots()
    {
        Assert.Equal(new GateLook(2, NodeKind.Plus, "", OpenControls: 0b01), GateLook.Find("ccx_o2", 3));
        Assert.Equal(new GateLook(1, NodeKind.Box, "RY", OpenControls: 1), GateLook.Find("cry_o0", 2));
        Assert.Equal(new GateLook(1, NodeKind.Plus), GateLook.Find("cx_o1", 2));
        Assert.Null(GateLook.Find("foo_o1", 2));
        Assert.Null(GateLook.Find("cx", 3));
    }

    [Theory]
    [InlineData("sqrt_iswap", "SQRT_ISWAP")]
    [InlineData("sqrt_iswapdg", "SQRT_ISWAP†")]
    [InlineData("unitary", "UNITARY")]
    public void UnknownGate_IsABoxWithItsName(string name, string shown)
    {
        Assert.Null(GateLook.Find(name, 2));
        Assert.Equal(shown, GateLook.NameOf(name));
    }

    [Fact]
    public void AnyText_StaysOnItsLine_AndIsXml()
    {
        Circuit circuit = new CircuitBuilder(1).Add(Gates.RX, Angle.Weight(0), 0).Build();
        DrawingOptions options = new() { SymbolName = _ => "<a>&\"\n\ud83d\u2028" };
        Assert.Contains("RX(<a>&\"???)", CircuitDrawing.Draw(circuit, options), StringComparison.Ordinal);
        Assert.Contains("RX(&lt;a&gt;&amp;&quot;???)", CircuitSvg.Draw(circuit, options), StringComparison.Ordinal);
    }

    [Fact]
    public void InstructionsOfOtherRooms_AreBoxes()
    {
        Circuit circuit = new CircuitBuilder(1).Add(new CutAwareQnn.Cutting.CutEnd(0, 0, 0)).Build();
        Assert.Contains("┤ CutEnd ├", circuit.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ThousandsOfGates_AreDrawnWhole()
    {
        var builder = new CircuitBuilder(20);
        for (int i = 0; i < 10_000; i++)
            builder.Add(Gates.CX, i * 7 % 20, ((i * 7) + 1 + (i % 18)) % 20);
        Assert.Equal(10_000, CircuitDrawing.Draw(builder.Build()).Count(c => c == '⊕'));
    }

    [Fact]
    public void ACircuitTooLargeToDraw_IsRefused_AndListedAsText()
    {
        var builder = new CircuitBuilder(1_000_000);
        for (int i = 0; i < 100; i++)
            builder.Add(Gates.CX, 0, 999_999);
        Circuit circuit = builder.Build();
        Assert.Contains(
            "draw a smaller circuit",
            Assert.Throws<CircuitException>(() => CircuitDrawing.Draw(circuit)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("cx q[0],q[999999]\ncx ", circuit.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(19, "at least 20")]
    [InlineData(-1, "at least 20")]
    public void AWidthWithoutRoom_IsRefused(int width, string rule) => Refused(new() { Width = width }, rule);

    [Fact]
    public void MarksOutsideTheCircuit_AreRefused()
    {
        Refused(new() { Cuts = EquatableArray<CutMark>.Of(new GateCutMark(2)) }, "instruction 2 but the circuit has 2");
        Refused(new() { Cuts = EquatableArray<CutMark>.Of(new GateCutMark(0)) }, "at least two qubits");
        Refused(new() { Cuts = EquatableArray<CutMark>.Of(new WireCutMark(2, 0)) }, "use 0 to 1");
        Refused(new() { Cuts = EquatableArray<CutMark>.Of(new WireCutMark(0, -1)) }, "instruction -1");
        Refused(new() { Fragments = "AAB" }, "3 letters but the circuit has 2 qubits");
    }

    private static void Refused(DrawingOptions options, string rule)
    {
        Circuit circuit = Programs.Read("qreg q[2]; h q[0]; cx q[0],q[1];");
        foreach (Func<Circuit, DrawingOptions?, string> draw
            in new Func<Circuit, DrawingOptions?, string>[] { CircuitDrawing.Draw, CircuitSvg.Draw })
        {
            string message = Assert.Throws<CircuitException>(() => draw(circuit, options)).Message;
            Assert.Contains(rule, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }
}
