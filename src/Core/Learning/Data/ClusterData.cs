using System.Globalization;

namespace CutAwareQnn.Learning;

/// <summary>
/// The three fixed data sets of Hwang et al. 2025, Quantum Sci. Technol. 10, 015059: eight features, 1,536 training and 512 validation rows
/// with labels -1 and +1.
/// </summary>
/// <param name="Training">The training rows in the authors' order.</param>
/// <param name="Validation">The validation rows in the authors' order.</param>
public sealed record ClusterData(IReadOnlyList<LabelledSample> Training, IReadOnlyList<LabelledSample> Validation)
{
    private const int FeatureCount = 8;

    /// <summary>Reads a data set.</summary>
    /// <param name="text">A header, then x0 to x7, label and part (train or validation) per line.</param>
    /// <param name="name">Name of the data set in messages.</param>
    /// <exception cref="DatasetException">A row has another form.</exception>
    public static ClusterData Parse(string text, string name)
    {
        List<LabelledSample> training = [], validation = [];
        foreach (CsvRow row in CsvTable.Parse(text, name).Rows)
        {
            double[] numbers = new double[FeatureCount + 1];
            bool isWhole = row.Cells.Count == FeatureCount + 2;
            for (int i = 0; isWhole && i < numbers.Length; i++)
            {
                isWhole = double.TryParse(row.Cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                    && double.IsFinite(numbers[i]);
            }

            if (!isWhole || row.Cells[^1] is not ("train" or "validation") || numbers[FeatureCount] is not (1 or -1))
            {
                throw new DatasetException(
                    $"{name} line {row.Line} is not eight features, a label of 1 or -1, and train or validation; give the file as "
                    + "published");
            }

            (row.Cells[^1] == "train" ? training : validation).Add(new(numbers[..FeatureCount], numbers[FeatureCount]));
        }

        return new(training, validation);
    }
}
