using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>The lists of Qiskit's documentation of <c>get_entangler_map</c> and <c>circuit_library/src/entanglement.rs</c>.</summary>
public sealed class EntanglerMapTests
{
    [Theory]
    [InlineData(Entanglement.Full, 4, 2, 0, "01 02 03 12 13 23")]
    [InlineData(Entanglement.Full, 4, 3, 0, "012 013 023 123")]
    [InlineData(Entanglement.Full, 3, 3, 0, "012")]
    [InlineData(Entanglement.Full, 3, 1, 0, "0 1 2")]
    [InlineData(Entanglement.Linear, 4, 2, 0, "01 12 23")]
    [InlineData(Entanglement.Linear, 4, 3, 7, "012 123")]
    [InlineData(Entanglement.ReverseLinear, 4, 2, 0, "23 12 01")]
    [InlineData(Entanglement.ReverseLinear, 5, 3, 0, "234 123 012")]
    [InlineData(Entanglement.Circular, 4, 2, 0, "30 01 12 23")]
    [InlineData(Entanglement.Circular, 4, 3, 0, "230 301 012 123")]
    [InlineData(Entanglement.Circular, 2, 2, 0, "01")]
    [InlineData(Entanglement.Circular, 3, 1, 0, "0 1 2")]
    [InlineData(Entanglement.Pairwise, 6, 2, 0, "01 23 45 12 34")]
    [InlineData(Entanglement.Pairwise, 5, 2, 1, "01 23 12 34")]
    [InlineData(Entanglement.Pairwise, 3, 1, 0, "0 1 2")]
    [InlineData(Entanglement.ShiftedCircularAlternating, 4, 3, 0, "230 301 012 123")]
    [InlineData(Entanglement.ShiftedCircularAlternating, 4, 3, 1, "321 032 103 210")]
    [InlineData(Entanglement.ShiftedCircularAlternating, 4, 3, 2, "012 123 230 301")]
    [InlineData(Entanglement.ShiftedCircularAlternating, 4, 2, 0, "30 01 12 23")]
    [InlineData(Entanglement.ShiftedCircularAlternating, 4, 2, 1, "32 03 10 21")]
    [InlineData(Entanglement.ShiftedCircularAlternating, 4, 2, 2, "12 23 30 01")]
    [InlineData(Entanglement.ShiftedCircularAlternating, 4, 2, 4, "30 01 12 23")]
    [InlineData(Entanglement.ShiftedCircularAlternating, 2, 2, 1, "10")]
    [InlineData(Entanglement.Full, 1, 2, 0, "")]
    [InlineData(Entanglement.Circular, 1, 3, 0, "")]
    public void Blocks_OfAPattern_AreQiskits(Entanglement pattern, int qubitCount, int size, int repetition, string expected) =>
        Assert.Equal(expected, Text(((EntanglerMap)pattern).Blocks(qubitCount, size, repetition)));

    [Fact]
    public void Blocks_OfAList_AreThoseOfTheGatesSize()
    {
        EntanglerMap map = EntanglerMap.FromBlocks([[2, 0], [0, 1, 3], [1, 2]]);
        Assert.Equal("20 12", Text(map.Blocks(4, 2, 5)));
        Assert.Equal("013", Text(map.Blocks(4, 3)));
        Assert.Equal("0 1 2 3", Text(map.Blocks(4, 1)));
        Assert.Equal("", Text(EntanglerMap.FromBlocks([]).Blocks(4, 2)));
        Assert.Equal("3 1", Text(EntanglerMap.FromBlocks([[3], [1]]).Blocks(4, 1)));
    }

    [Fact]
    public void Maps_AreComparedByValue()
    {
        EntanglerMap pairs = new[] { (0, 1), (1, 2) };
        Assert.Equal(pairs, EntanglerMap.FromPairs([(0, 1), (1, 2)]));
        Assert.Equal(pairs.GetHashCode(), EntanglerMap.FromPairs([(0, 1), (1, 2)]).GetHashCode());
        Assert.True(pairs != EntanglerMap.FromPairs([(1, 2), (0, 1)]));
        Assert.True(default == (EntanglerMap)Entanglement.ReverseLinear);
        Assert.NotEqual(default, EntanglerMap.FromPairs([]));
        Assert.Equal("Circular", ((EntanglerMap)Entanglement.Circular).ToString());
        Assert.Equal(new RealAmplitudes(1), new RealAmplitudes(1, Entanglement.ReverseLinear));
        Assert.NotEqual(new RealAmplitudes(1, pairs), new RealAmplitudes(1, Entanglement.Linear));
    }

    [Fact]
    public void Blocks_ThatCannotBe_AreToldInOneLine()
    {
        AssertFault("a block of 3 qubits does not fit the circuit of 2", () => ((EntanglerMap)Entanglement.Full).Blocks(2, 3));
        AssertFault("pairwise entanglement was given a block of 3 qubits", () => ((EntanglerMap)Entanglement.Pairwise).Blocks(4, 3));
        AssertFault("entanglement 9 is no pattern", () => ((EntanglerMap)(Entanglement)9).Blocks(1, 2));
        AssertFault(
            "entangler block [0, 4] uses qubit 4 but the circuit has 4 qubits; use 0 to 3",
            () => EntanglerMap.FromPairs([(0, 4)]).Blocks(4, 2));
        AssertFault("entangler block [-1, 0] uses qubit -1", () => EntanglerMap.FromPairs([(-1, 0)]).Blocks(4, 2));
        AssertFault("entangler block [2, 2] uses a qubit twice", () => EntanglerMap.FromPairs([(2, 2)]).Blocks(4, 2));
        AssertFault("the entangler blocks [[0, 1]] have none of 3 qubits", () => EntanglerMap.FromPairs([(0, 1)]).Blocks(4, 3));
    }

    private static void AssertFault(string start, Func<object> action)
    {
        string message = Assert.Throws<CircuitException>(action).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static string Text(IEnumerable<EquatableArray<int>> blocks) => string.Join(" ", blocks.Select(b => string.Concat(b)));
}
