using System.Globalization;
using System.IO;
using System.Reflection;

namespace CutAwareQnn.Learning;

/// <summary>Fisher's Iris measurements (UCI, 150 rows, 3 species of 50), embedded in the library.</summary>
/// <example>
/// <code>
/// IReadOnlyList&lt;LabelledSample&gt; flowers = Iris.Load(["setosa", "versicolor"]);
/// Console.WriteLine($"{flowers.Count} flowers with {flowers[0].Features.Length} features");    // 100 flowers with 4 features
/// </code>
/// </example>
public static class Iris
{
    /// <summary>The species, in the order of the file.</summary>
    public static IReadOnlyList<string> Species { get; } = ["setosa", "versicolor", "virginica"];

    /// <summary>Returns the samples of two species or of all three, with four features in centimetres, in the order of the file.</summary>
    /// <param name="species">The classes; the labels are -1 and +1 for two, and 0, 1, 2 for three.</param>
    /// <exception cref="DatasetException">A species is unknown or occurs twice, or there are fewer than two.</exception>
    public static IReadOnlyList<LabelledSample> Load(params IReadOnlyList<string> species)
    {
        if (species.FirstOrDefault(s => !Species.Contains(s)) is { } unknown)
        {
            throw new DatasetException($"class '{unknown}' is not in Iris; use two or more of {string.Join(", ", Species)}");
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
            ?? throw new DatasetException("the Iris measurements are missing from the assembly; restore the package");
        using var reader = new StreamReader(stream);
        foreach (string line in reader.ReadToEnd().Split('\n').Skip(1).Where(l => l.Length > 0))
        {
            string[] cells = line.TrimEnd('\r').Split(',');
            yield return (cells[..4].Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray(), cells[4]);
        }
    }
}
