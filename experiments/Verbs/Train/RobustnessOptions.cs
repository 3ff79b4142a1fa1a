using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The option that asks how the trained model stands disturbed features.</summary>
internal sealed class RobustnessOptions
{
    private readonly Option<string?> _magnitudes = new("--robustness")
    {
        Description = "Behind the training, disturbs the test part by Gaussian noise, FGSM and PGD of these magnitudes, between commas, "
            + "e.g. 0,0.1,0.2; in units of the scaled features.",
    };

    public void AddTo(Command command) => command.Add(_magnitudes);

    /// <summary>The magnitudes; null where none were asked for.</summary>
    public double[]? Magnitudes(ParseResult parsed)
    {
        if (parsed.GetValue(_magnitudes) is not { } text)
        {
            return null;
        }

        double[] magnitudes = [.. text.Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double magnitude)
                ? magnitude
                : throw new InputException($"--robustness has '{part}'; give numbers between commas, e.g. 0,0.1,0.2"))];
        Robustness.Check(magnitudes);
        return magnitudes;
    }
}
