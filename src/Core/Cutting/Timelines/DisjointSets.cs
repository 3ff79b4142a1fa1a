namespace CutAwareQnn.Cutting;

/// <summary>Elements joined into sets, with path halving.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _parent = Enumerable.Range(0, count).ToArray();

    public int Root(int element)
    {
        while (_parent[element] != element)
        {
            _parent[element] = _parent[_parent[element]];
            element = _parent[element];
        }

        return element;
    }

    // The smaller root wins, so that a set is named by its lowest element.
    public void Join(int a, int b)
    {
        int low = Math.Min(Root(a), Root(b));
        int high = Math.Max(Root(a), Root(b));
        _parent[high] = low;
    }
}
