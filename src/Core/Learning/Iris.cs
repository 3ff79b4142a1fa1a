using System.Globalization;
using System.IO;
using System.Reflection;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>Fisher's Iris measurements (UCI, 150 rows, 3 species of 50), embedded in the library.</summary>
public static class Iris
{
    /// <summary>The species, in the order of the file.</summary>
    public static IReadOnlyList<string> Species { get; } = ["setosa", "versicolor", "virginica"];

    /// <summary>Two species as samples with four features in centimetres; the first is labelled -1, the second +1.</summary>
    /// <exception cref="CircuitException">An unknown species, or twice the same.</exception>
    public static IReadOnlyList<LabelledSample> Load(string negative, string positive)
    {
        foreach (string species in new[] { negative, positive })
        {
            if (!Species.Contains(species))
            {
                throw new CircuitException($"class '{species}' is not in Iris; use two of {string.Join(", ", Species)}");
            }
        }

        if (negative == positive)
        {
            throw new CircuitException($"both classes are '{negative}'; give two different ones of {string.Join(", ", Species)}");
        }

        return Rows()
            .Where(row => row.Species == negative || row.Species == positive)
            .Select(row => new LabelledSample(row.Features, row.Species == negative ? -1 : 1))
            .ToArray();
    }

    private static IEnumerable<(double[] Features, string Species)> Rows()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CutAwareQnn.Iris.csv")
            ?? throw new InvalidOperationException("the Iris resource is missing from the assembly");
        using var reader = new StreamReader(stream);
        foreach (string line in reader.ReadToEnd().Split('\n').Skip(1).Where(l => l.Length > 0))
        {
            string[] cells = line.TrimEnd('\r').Split(',');
            yield return (cells[..4].Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray(), cells[4]);
        }
    }
}
