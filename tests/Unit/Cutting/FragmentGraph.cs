using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>Fragments that are nothing but their legs, in graphs of cuts.</summary>
internal static class FragmentGraph
{
    /// <summary>Creates fragments joined by cuts of dimension 4, or 16 where a cut is wide.</summary>
    public static Fragment[] Of(int count, IReadOnlyList<(int First, int Second, bool IsWide)> cuts) =>
    [
        .. Enumerable.Range(0, count).Select(f => new Fragment(
            f,
            new CircuitBuilder(1).Build(),
            EquatableArray<int>.Of(f),
            cuts.SelectMany((cut, c) => new[] { cut.First, cut.Second }.Where(end => end == f)
                .Select(
                    _ => new Leg(
                        c, EquatableArray<int>.Of(0), cut.IsWide ? LegBasis.RankFourGate : LegBasis.RankTwoGate))).ToEquatableArray(),
            EquatableArray<Slot>.Empty,
            EquatableArray<PauliString>.Of(PauliString.Parse("Z")))),
    ];

    /// <summary>
    /// Creates <c>ring N</c>, <c>grid RxC</c>, or <c>random N</c>: N fragments and 3N/2 cuts between random ones of them.
    /// </summary>
    public static Fragment[] Named(string name)
    {
        string[] words = name.Split(' ', 'x');
        int first = int.Parse(words[1]);
        return words[0] switch
        {
            "ring" => Of(first, [.. Enumerable.Range(0, first).Select(f => (f, (f + 1) % first, false))]),
            "grid" => Grid(first, int.Parse(words[2])),
            _ => Random(first),
        };
    }

    private static Fragment[] Grid(int rows, int columns)
    {
        var cuts = new List<(int, int, bool)>();
        for (int cell = 0; cell < rows * columns; cell++)
        {
            if (cell % columns < columns - 1)
                cuts.Add((cell, cell + 1, false));
            if (cell / columns < rows - 1)
                cuts.Add((cell, cell + columns, false));
        }

        return Of(rows * columns, cuts);
    }

    // A path through all of them and half as many other pairs.
    private static Fragment[] Random(int count)
    {
        var random = new Random(count);
        var cuts = Enumerable.Range(0, count - 1).Select(f => (f, f + 1, false)).ToList();
        while (cuts.Count < 3 * count / 2)
        {
            int a = random.Next(count);
            int b = random.Next(count);
            if (a != b)
                cuts.Add((a, b, false));
        }

        return Of(count, cuts);
    }
}
