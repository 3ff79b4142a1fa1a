using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.Messages;

/// <summary>Quotes and counts as messages show them.</summary>
public sealed class MessageTextTests
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("q[0]", "'q[0]'")]
    [InlineData("a\u001b[31mb", "'aU+001B[31mb'")]
    [InlineData("a\r\nb\tc\0d", "'aU+000DU+000AbU+0009cU+0000d'")]
    [InlineData("\u202e\u2028\u200b\u0085\ue000", "'U+202EU+2028U+200BU+0085U+E000'")]
    [InlineData("θ 😀", "'θ 😀'")]
    [InlineData("0123456789012345678901234567890123456789", "'0123456789012345678901234567890123456789'")]
    [InlineData("01234567890123456789012345678901234567890", "'0123456789012345678901234567890123456789...'")]
    [InlineData("012345678901234567890123456789012345678😀0", "'012345678901234567890123456789012345678😀...'")]
    public void AQuote_HasNoControlCharactersAndEndsAfter40(string text, string expected) => Assert.Equal(expected, QuotedText.Of(text));

    [Fact]
    public void HalfACharacter_IsQuotedByItsCode() => Assert.Equal("'U+D83DaU+DE00'", QuotedText.Of("\ud83da\ude00"));

    [Theory]
    [InlineData(0, "cut", "0 cuts")]
    [InlineData(1, "cut", "1 cut")]
    [InlineData(2, "cut", "2 cuts")]
    [InlineData(1, "query", "1 query")]
    [InlineData(3, "query", "3 queries")]
    [InlineData(3, "delay", "3 delays")]
    [InlineData(2, "pass", "2 passes")]
    [InlineData(2, "batch", "2 batches")]
    [InlineData(2, "epoch", "2 epochs")]
    [InlineData(-1, "cut", "-1 cuts")]
    public void ANumberOfThings_HasThePlural(long count, string noun, string expected) => Assert.Equal(expected, Counted.Of(count, noun));

    [Fact]
    public void TheVerb_FollowsTheNumber()
    {
        Assert.Equal("1 qubit has", Counted.Of(1, "qubit", "has", "have"));
        Assert.Equal("0 qubits have", Counted.Of(0, "qubit", "has", "have"));
    }

    [Fact]
    public void ANumberInAFormat_SeparatesThousands() => Assert.Equal("1,024 shots", Counted.Of(1024, "shot", "N0"));
}
