using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Tables of a user's own.</summary>
public sealed class CsvTests
{
    [Fact]
    public void QuotedCells_HoldCommasQuotesAndLineBreaks()
    {
        var table = CsvTable.Parse("\uFEFFa, \"b,c\" ,d\r\n1,\"x \"\"y\"\"\n z\", 3 \n\n4,,6", "t.csv");
        Assert.Equal(["a", "b,c", "d"], table.Header);
        Assert.Equal(["1", "x \"y\"\n z", "3"], table.Rows[0].Cells);
        Assert.Equal(["4", "", "6"], table.Rows[1].Cells);
        Assert.Equal([2, 5], table.Rows.Select(r => r.Line));
    }

    [Fact]
    public void Samples_TakeTheLabelByName_AndTheOtherColumnsAsFeatures()
    {
        var data = CsvSamples.Read("x,kind,y\n0.5,b,-1e-3\n2,a,3\n", "t.csv", "kind");
        Assert.Equal(["a", "b"], data.Classes);
        Assert.Equal(["x", "y"], data.FeatureNames);
        Assert.Equal([1.0, -1.0], data.Samples.Select(s => s.Label));
        Assert.Equal([0.5, -0.001], data.Samples[0].Features);
    }

    [Fact]
    public void Classes_OfNumbers_AreOrderedBySize_AndSeveralAreNumbered()
    {
        var data = CsvSamples.Read("x,y\n1,10\n2,9\n3,-1\n", "t.csv", "y");
        Assert.Equal(["-1", "9", "10"], data.Classes);
        Assert.Equal([2.0, 1, 0], data.Samples.Select(s => s.Label));
    }

    [Fact]
    public void ChosenClasses_GiveTheOrder_AndLeaveOthersOut()
    {
        var data = CsvSamples.Read("x,y\n1,a\nbad,b\n3,c\n", "t.csv", "y", ["c", "a"]);
        Assert.Equal([1.0, -1], data.Samples.Select(s => s.Label));
    }

    [Theory]
    [InlineData("", "t.csv is empty")]
    [InlineData("x,y\n", "0 classes")]
    [InlineData("x,y\n1,a\n2,a\n", "1 class ('a')")]
    [InlineData("x,z\n1,a\n", "no column 'y'; name one of x, z")]
    [InlineData("x,x,y\n1,2,a\n", "line 1 names two columns 'x'")]
    [InlineData("x,y\n1,a\n2\n", "line 3 has 1 cell but the header has 2")]
    [InlineData("x,y\n1,a\nNaN,b\n", "line 3 column 'x' is 'NaN'")]
    [InlineData("x,y\n1,a\n,b\n", "line 3 column 'x' is empty")]
    [InlineData("x,y\n1,a\n\"two\n\",b\n1e999,b\n", "line 3 column 'x' is 'two")]
    [InlineData("x,y\n1,a\n1e999,b\n", "line 3 column 'x' is '1e999'")]
    [InlineData("x,y\n\"1\n\",a\n0,b\n0x1,b\n", "line 5 column 'x' is '0x1'")]
    [InlineData("x,y\n1,a\n2,\n", "line 3 column 'y' is empty")]
    [InlineData("x,y\n1,\"a\n2,b\n", "line 2 opens a quote that is never closed")]
    [InlineData("x,y\n1,\"a\"b\n", "line 2 column 2 continues after its closing quote")]
    public void BadTable_IsRefused_WithItsLine(string text, string part) => Assert.Contains(
        part, Assert.Throws<DatasetException>(() => CsvSamples.Read(text, "t.csv", "y")).Message, StringComparison.Ordinal);

    [Fact]
    public void ClassWithoutRows_IsRefused() => Assert.Contains(
        "class 'q' is not in column 'y' of t.csv; use some of a, b",
        Assert.Throws<DatasetException>(() => CsvSamples.Read("x,y\n1,a\n2,b\n", "t.csv", "y", ["a", "q"])).Message,
        StringComparison.Ordinal);
}
