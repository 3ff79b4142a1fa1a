using CutAwareQnn.Circuits;
using CutAwareQnn.Reconstruction;
using Xunit;

namespace CutAwareQnn.Unit.Reconstruction.Outputs;

public sealed class BitExpressionTests
{
    [Theory]
    [InlineData("b0 ^ b1", 0b01, 1)]
    [InlineData("b0 ^ b1", 0b11, 0)]
    [InlineData("1 - 2*b2", 0b100, -1)]
    [InlineData("!(b0 | b2) & b1", 0b010, 1)]
    [InlineData("!(b0 | b2) & b1", 0b011, 0)]
    [InlineData("b0 | b1 & b2", 0b001, 1)]
    [InlineData("b0 ^ b1 | b2", 0b011, 0)]
    [InlineData("-b0 + 0.5", 0b1, -0.5)]
    [InlineData("2*b0 + 3*b1 - 4", 0b11, 1)]
    [InlineData("((b12))", 1 << 12, 1)]
    public void Expression_HasItsValue(string text, int outcome, double value) =>
        Assert.Equal(value, BitExpression.Parse(text).Evaluate(q => (outcome >> q & 1) == 1));

    [Fact]
    public void Qubits_AreThoseThatOccur() => Assert.Equal([1, 3, 10], BitExpression.Parse("b3 + b1*b10 - b3").Qubits);

    [Theory]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("b0 ^")]
    [InlineData("(b0")]
    [InlineData("b0)")]
    [InlineData("b0 b1")]
    [InlineData("1,5*b0")]
    [InlineData("NaN")]
    [InlineData("1..2")]
    [InlineData("b99999999999")]
    [InlineData("q0 ^ q1")]
    public void WhatIsNoExpression_IsRefusedWithItsPlace(string text)
    {
        string message = Assert.Throws<CircuitException>(() => BitExpression.Parse(text)).Message;
        Assert.Contains("at character", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void NestingThatIsTooDeep_IsRefused() => Assert.Throws<CircuitException>(() => BitExpression.Parse(new string('(', 100_000)));
}
