using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Unit.Reconstruction;

/// <summary>A tensor network of random numbers, and its value by enumeration of every index.</summary>
internal sealed class RandomNetwork
{
    private readonly List<NetworkLeg>[] _legs;
    private readonly List<NetworkEdge> _edges = [];
    private readonly Random _random;

    public RandomNetwork(int seed, int nodeCount)
    {
        _random = new(seed);
        _legs = [.. Enumerable.Range(0, nodeCount).Select(_ => new List<NetworkLeg>())];
    }

    public int NodeCount => _legs.Length;

    public double[][] Tensors { get; private set; } = [];

    public double[][] Bonds { get; private set; } = [];

    /// <summary>All tensors one after the other.</summary>
    public double[] Flat => [.. Tensors.SelectMany(t => t)];

    /// <summary>Adds an edge whose ends have dimensions of 1 to 4, not always the same.</summary>
    public RandomNetwork Join(int first, int second)
    {
        _legs[first].Add(new(_edges.Count, IsSecond: false));
        _legs[second].Insert(_random.Next(_legs[second].Count + 1), new(_edges.Count, IsSecond: true));
        _edges.Add(new(_random.Next(1, 5), _random.Next(1, 5)));
        return this;
    }

    /// <summary>Draws tensors and bonds, a third of their entries 0, as the bonds of real cuts have them.</summary>
    public RandomNetwork Fill()
    {
        Bonds = [.. _edges.Select(e => Draw(e.First * e.Second))];
        Tensors = [.. _legs.Select(legs => Draw(legs.Aggregate(1, (size, leg) => size * Dimension(leg))))];
        return this;
    }

    /// <summary>Returns the network with its pairwise contractions in a random order.</summary>
    public TensorNetwork InOrder(int seed)
    {
        var random = new Random(seed);
        List<int> nodes = [.. Enumerable.Range(0, NodeCount)];
        var steps = new List<ContractionStep>();
        while (nodes.Count > 1)
        {
            int left = nodes[random.Next(nodes.Count)];
            nodes.Remove(left);
            int right = nodes[random.Next(nodes.Count)];
            nodes.Remove(right);
            nodes.Add(NodeCount + steps.Count);
            steps.Add(new(left, right));
        }

        return new(
            _legs.Select(l => l.ToEquatableArray()).ToEquatableArray(), _edges.ToEquatableArray(),
            new(steps.ToEquatableArray(), 0));
    }

    /// <summary>Computes Σ over every index of both ends of every edge of Π bonds · Π tensors.</summary>
    public double Enumerate()
    {
        int[] first = new int[_edges.Count];
        int[] second = new int[_edges.Count];
        double Sum(int edge)
        {
            double sum = 0;
            if (edge == _edges.Count)
            {
                sum = 1;
                for (int n = 0; n < NodeCount; n++)
                {
                    int flat = 0;
                    foreach (NetworkLeg leg in _legs[n])
                        flat = (flat * Dimension(leg)) + (leg.IsSecond ? second : first)[leg.Edge];
                    sum *= Tensors[n][flat];
                }

                return sum;
            }

            for (int i = 0; i < _edges[edge].First; i++)
            {
                for (int j = 0; j < _edges[edge].Second; j++)
                {
                    double bond = Bonds[edge][(i * _edges[edge].Second) + j];
                    if (bond == 0)
                        continue;
                    first[edge] = i;
                    second[edge] = j;
                    sum += bond * Sum(edge + 1);
                }
            }

            return sum;
        }

        return Sum(0);
    }

    private int Dimension(NetworkLeg leg) => leg.IsSecond ? _edges[leg.Edge].Second : _edges[leg.Edge].First;

    private double[] Draw(int length) =>
        [.. Enumerable.Range(0, length).Select(_ => _random.Next(3) == 0 ? 0 : (2 * _random.NextDouble()) - 1)];
}
