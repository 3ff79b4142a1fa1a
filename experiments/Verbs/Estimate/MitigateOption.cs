using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The option that inverts errors of readout of the device that estimates run on.</summary>
internal sealed class MitigateOption
{
    private const string Kind = "readout";
    private const long DefaultShots = 10_000;

    private readonly Option<string?> _mitigate = new("--mitigate")
    {
        Description = "readout calibrates the device with all qubits in 0 and in 1, and inverts the errors of readout; readout:SHOTS "
            + "says how many shots each, 10000 by default.",
    };

    public void AddTo(Command command) => command.Add(_mitigate);

    /// <summary>Returns the shots of each calibration circuit; null where nothing is mitigated.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">How queries are run.</param>
    /// <param name="backend">Where they are run.</param>
    /// <param name="isGradient">Whether derivatives are wanted.</param>
    /// <param name="execution">How jobs are executed.</param>
    /// <exception cref="InputException">The text is unknown, or mitigation has no meaning for such queries.</exception>
    public long? Shots(ParseResult parsed, EstimatorSettings settings, string backend, bool isGradient, ExecutionSettings execution)
    {
        if (parsed.GetValue(_mitigate) is not { } text)
        {
            return null;
        }

        string[] parts = text.Split(':', 2);
        if (parts[0] != Kind)
        {
            throw new InputException($"--mitigate {QuotedText.Of(text)} is unknown; give readout, or readout:SHOTS");
        }

        long shots = parts.Length == 1
            ? DefaultShots
            : Numbers.Between(1, ShotBudget.MaxShots).Read("--mitigate readout:", parts[1], "10000");
        string? refusal = backend is "in-process" or "interpreted" ? $"--mitigate inverts errors of readout, and backend {backend} has "
            + "none; give --backend qpu or an external program"
            : settings.Shots.IsExact ? "--mitigate weighs shots, but none are sampled; give --shots a number, or --total-shots"
            : settings.Mode != QueryMode.Lean ? "--mitigate takes the circuits of lean mode; omit --mode published"
            : settings.Shots.Error > 0 || settings.Allocation is ShotAllocation.Optimal or ShotAllocation.Sampled
                ? "--mitigate takes shots that are given beforehand; give --shots or --total-shots, and omit --target-error and "
                    + "--allocation"
            : isGradient ? "--mitigate gives values, not derivatives; omit --gradient"
            : execution.Deadline is not null || execution.Shares is not null ? "--mitigate runs every circuit whole; omit --deadline "
                + "and --shot-shares"
            : null;
        return refusal is null ? shots : throw new InputException(refusal);
    }
}
