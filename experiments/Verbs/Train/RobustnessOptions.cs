using System.CommandLine;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The option that measures how accurate the trained model stays when its inputs are perturbed.</summary>
internal sealed class RobustnessOptions
{
    // Features are scaled to an interval of length --scale: beyond this nothing is left of them.
    private const double LargestMagnitude = 1e6;

    private readonly Option<string?> _magnitudes = new("--robustness")
    {
        Description = "After the training, perturbs the test part by Gaussian noise, FGSM and PGD of these magnitudes, between commas, "
            + "e.g. 0,0.1,0.2; in units of the scaled features.",
    };

    public void AddTo(Command command) => command.Add(_magnitudes);

    /// <summary>Returns the magnitudes; null where none are given.</summary>
    public double[]? Magnitudes(ParseResult parsed)
    {
        if (parsed.GetValue(_magnitudes) is not { } text)
        {
            return null;
        }

        double[] magnitudes = Numbers.Between(0, LargestMagnitude).ReadList("--robustness", text, "0,0.1,0.2");
        Robustness.Check(magnitudes);
        return magnitudes;
    }
}
