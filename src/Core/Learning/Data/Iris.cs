using System.Globalization;
using System.IO;
using System.Reflection;

namespace CutAwareQnn.Learning;

/// <summary>Fisher's Iris measurements (UCI, 150 rows, 3 species of 50), embedded in the library.</summary>
public static class Iris
{
    /// <summary>The species, in the order of the file.</summary>
    public static IReadOnlyList<string> Species { get; } = ["setosa", "versicolor", "virginica"];

    /// <summary>Samples of two species or all three, with four features in centimetres, in the order of the file.</summary>
    /// <param name="species">The classes: of two the first is labelled -1 and the second +1, three are labelled 0, 1, 2.</param>
    /// <exception cref="DatasetException">An unknown species, twice the same, or fewer than two.</exception>
    public static IReadOnlyList<LabelledSample> Load(params IReadOnlyList<string> species)
    {
        if (species.FirstOrDefault(s => !Species.Contains(s)) is { } unknown)
        {
            throw new DatasetException($"class '{unknown}' is not in Iris; use some of {string.Join(", ", Species)}");
        }

        ClassLabels.Require(species);
        string[] classes = [.. species];
        return Rows()
            .Where(row => classes.Contains(row.Species))
            .Select(row => new LabelledSample(row.Features, ClassLabels.Of(Array.IndexOf(classes, row.Species), classes.Length)))
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
