using CutAwareQnn.Circuits;

namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>Seeded random circuits of gates with a known γ.</summary>
internal static class RandomInteractions
{
    /// <summary>Draws a circuit and the closed form of every two-qubit gate's γ, in time order.</summary>
    public static (Circuit Circuit, (int A, int B, double Gamma)[] Gates) Draw(
        Random random, int qubitCount, int gateCount, bool plain = false)
    {
        var builder = new CircuitBuilder(qubitCount);
        var gates = new List<(int, int, double)>();
        for (int g = 0; g < gateCount; g++)
        {
            int a = random.Next(qubitCount);
            int b = (a + 1 + random.Next(qubitCount - 1)) % qubitCount;
            double angle = (random.NextDouble() * 6) - 3;
            builder.Add(Gates.RY, angle, a).Add(Gates.RX, 0.3 + angle, b);
            switch (plain ? 0 : random.Next(5))
            {
                case 0:
                    builder.Add(Gates.CX, a, b);
                    gates.Add((a, b, 3));
                    break;
                case 1:
                    builder.Add(Gates.Swap, a, b);
                    gates.Add((a, b, 7));
                    break;
                case 2:
                    builder.Add(Gates.CP, angle, a, b);
                    gates.Add((a, b, 1 + (2 * Math.Abs(Math.Sin(angle / 2)))));
                    break;
                default:
                    builder.Add(Gates.RZZ, angle, a, b);
                    gates.Add((a, b, 1 + (2 * Math.Abs(Math.Sin(angle)))));
                    break;
            }
        }

        return (builder.Build(), [.. gates]);
    }

    /// <summary>
    /// Returns every partition of 0 to <paramref name="count"/> - 1: the part of each element, parts numbered as they first occur.
    /// </summary>
    public static IEnumerable<int[]> Partitions(int count)
    {
        int[] parts = new int[count];
        return Rest(0, 0);

        IEnumerable<int[]> Rest(int element, int partCount)
        {
            if (element == count)
            {
                yield return parts;
                yield break;
            }

            for (int part = 0; part <= partCount; part++)
            {
                parts[element] = part;
                foreach (int[] whole in Rest(element + 1, Math.Max(partCount, part + 1)))
                {
                    yield return whole;
                }
            }
        }
    }
}
