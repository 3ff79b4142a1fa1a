using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>The same training at several widths, as it is printed: <c>width.json</c>.</summary>
/// <param name="Question"><c>width</c>.</param>
/// <param name="Settings">The settings of the sweep.</param>
/// <param name="Points">One a width and observable.</param>
internal sealed record WidthDocument(string Question, WidthSettings Settings, IReadOnlyList<WidthPoint> Points) : ISweepDocument
{
    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return string.Join(Environment.NewLine,
        [
            string.Create(
                culture,
                $"MNIST {string.Join(" against ", Settings.Digits)}, one qubit per feature, fragments of at most {Settings.MaxQubits} "
                + $"qubits, exact"),
            string.Create(
                culture,
                $"{SweepNames.Medians(Settings.Seeds)}; {Counted.Of(Settings.Epochs, "epoch")}, {Counted.Of(Settings.Workers, "worker")}; "
                + $"{Counted.Of(Settings.Draws, "random draw")} of the weights for the gradient"),
            "",
            "                                                                                                     variance of the gradient",
            "qubits  value   fragments  cuts  weights     step  train accuracy         test accuracy              exact   measured "
            + "    median",
            .. Points.Select(p => p.ToText()),
        ]);
    }
}
