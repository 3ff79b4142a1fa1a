using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class MagnitudeTests
{
    [Fact]
    public void AProduct_IsPlainAsLongAsItMayBe()
    {
        Assert.Equal(new(729, Math.Log10(729)), Magnitude.Product(Enumerable.Repeat(9.0, 3)));
        Magnitude large = Magnitude.Product(Enumerable.Repeat(9.0, 400));
        Assert.Null(large.Value);
        Assert.Equal(400 * Math.Log10(9), large.Log10, 1e-9);
        Assert.Equal(new(1, 0), Magnitude.Product([]));
    }

    [Fact]
    public void BeyondTheLimit_OnlyTheLogarithmIsLeft()
    {
        Assert.Equal(1e300, Magnitude.Of(1e300).Value);
        Assert.Null(Magnitude.Of(1.1e300).Value);
        Assert.Null(Magnitude.Of(1e200).Square().Value);
        Assert.Equal(400, Magnitude.Of(1e200).Square().Log10, 1e-12);
    }

    [Fact]
    public void ASum_HoldsWhereItsTermsDoNotFit()
    {
        Assert.Equal(30, Magnitude.Sum([Magnitude.Of(10), Magnitude.Of(20)]).Value);
        Magnitude term = Magnitude.Product(Enumerable.Repeat(10.0, 400));
        Magnitude sum = Magnitude.Sum([term, term]);
        Assert.Null(sum.Value);
        Assert.Equal(400 + Math.Log10(2), sum.Log10, 1e-12);
    }
}
