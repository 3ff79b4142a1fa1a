using CutAwareQnn.Cutting;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Plain loops over fragment tensors and plans, to compare with.</summary>
internal static class FragmentTensors
{
    /// <summary>Returns every index of a tensor of these dimensions, the last fastest.</summary>
    public static IEnumerable<int[]> Indices(IReadOnlyList<int> dimensions)
    {
        int total = dimensions.Aggregate(1, (product, d) => product * d);
        for (int flat = 0; flat < total; flat++)
        {
            int[] index = new int[dimensions.Count];
            for (int k = dimensions.Count - 1, rest = flat; k >= 0; rest /= dimensions[k--])
            {
                index[k] = rest % dimensions[k];
            }

            yield return index;
        }
    }

    /// <summary>Applies a matrix to each leg: out[o…] = Σ_e… Π matrix_l[o_l, e_l] values[e…].</summary>
    public static double[] Transform(double[] values, IReadOnlyList<double[,]> matrices)
    {
        int[] rows = [.. matrices.Select(m => m.GetLength(0))], columns = [.. matrices.Select(m => m.GetLength(1))];
        int[][] from = [.. Indices(columns)];
        return [.. Indices(rows).Select(o => from.Select((e, flat) =>
            values[flat] * Enumerable.Range(0, o.Length).Aggregate(1.0, (p, l) => p * matrices[l][o[l], e[l]])).Sum())];
    }

    /// <summary>Computes Σ over all entries of Π bonds × Π tensors.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tensors">One for each fragment, of one observable.</param>
    /// <param name="bonds">One for each cut.</param>
    public static double Contract(CutPlan plan, IReadOnlyList<double[]> tensors, IReadOnlyList<double[]> bonds)
    {
        double Sum(int cut, int[][] entries)
        {
            if (cut == plan.Cuts.Count)
            {
                double product = 1;
                for (int f = 0; f < tensors.Count; f++)
                {
                    int flat = 0;
                    for (int l = 0; l < entries[f].Length; l++)
                    {
                        flat = (flat * plan.Fragments[f].Legs[l].Basis.Dimension) + entries[f][l];
                    }

                    product *= tensors[f][flat];
                }

                return product;
            }

            PlannedCut planned = plan.Cuts[cut];
            double sum = 0;
            for (int i = 0; i < planned.Form.First.Dimension; i++)
            {
                for (int j = 0; j < planned.Form.Second.Dimension; j++)
                {
                    double bond = bonds[cut][(i * planned.Form.Second.Dimension) + j];
                    if (bond != 0)
                    {
                        entries[planned.First.Fragment][planned.First.Leg] = i;
                        entries[planned.Second.Fragment][planned.Second.Leg] = j;
                        sum += bond * Sum(cut + 1, entries);
                    }
                }
            }

            return sum;
        }

        return Sum(0, [.. plan.Fragments.Select(f => new int[f.Legs.Count])]);
    }
}
