namespace CutAwareQnn.Cutting;

/// <summary>What an order of contractions costs.</summary>
/// <param name="Cost">Multiplications: the product of all dimensions of each step, summed.</param>
/// <param name="Peak">The largest of all steps' three tensors together, in entries; the tensor itself where there is no step.</param>
/// <param name="Sizes">For each node its entries.</param>
internal readonly record struct ContractionCost(double Cost, double Peak, IReadOnlyList<double> Sizes)
{
    /// <summary>Creates the cost of contracting a graph in these steps.</summary>
    public static ContractionCost Of(ContractionGraph graph, IReadOnlyList<ContractionStep> steps)
    {
        var links = Enumerable.Range(0, graph.Count).Select(n => graph.Links(n).ToDictionary(l => l.Key, l => l.Value)).ToList();
        var open = Enumerable.Range(0, graph.Count).Select(graph.Open).ToList();
        var sizes = Enumerable.Range(0, graph.Count).Select(graph.Size).ToList();
        double cost = 0;
        double peak = sizes.Max();
        foreach (ContractionStep step in steps)
        {
            int merged = links.Count;
            var outer = new Dictionary<int, double>();
            foreach (int part in new[] { step.Left, step.Right })
            {
                foreach (KeyValuePair<int, double> link in links[part].Where(l => l.Key != step.Left && l.Key != step.Right))
                {
                    outer[link.Key] = (outer.TryGetValue(link.Key, out double known) ? known : 1) * link.Value;
                    links[link.Key].Remove(part);
                }
            }

            foreach (KeyValuePair<int, double> link in outer)
            {
                links[link.Key][merged] = link.Value;
            }

            double shared = links[step.Left].TryGetValue(step.Right, out double dimension) ? dimension : 1;
            links.Add(outer);
            open.Add(open[step.Left] * open[step.Right]);
            sizes.Add(outer.Values.Aggregate(open[merged], (size, d) => size * d));
            cost += sizes[merged] * shared;
            peak = Math.Max(peak, sizes[step.Left] + sizes[step.Right] + sizes[merged]);
        }

        return new(cost, peak, sizes);
    }
}
