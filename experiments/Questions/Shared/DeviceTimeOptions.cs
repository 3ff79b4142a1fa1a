using System.CommandLine;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options of service times in virtual time.</summary>
/// <param name="queueSeconds">The queue's default.</param>
/// <param name="shotSeconds">The shots' default.</param>
internal sealed class DeviceTimeOptions(double queueSeconds, double shotSeconds = 0)
{
    private readonly Option<string?> _fit = PathOption.Folder(
        "--fit", "A run folder written with --log task: service times are fitted to its log.");

    private readonly Option<double> _queue = Numbers.ModelSeconds.Option(
        "--queue-delay", queueSeconds, "Seconds that every submission waits in a device's queue.");

    private readonly Option<double> _shotTime = Numbers.ModelSeconds.Option(
        "--shot-time", shotSeconds, "Seconds that a shot takes on a device.");

    public void AddTo(Command command)
    {
        command.Add(_fit);
        command.Add(_queue);
        command.Add(_shotTime);
    }

    /// <summary>Returns the run folder that service times are fitted to; null for none.</summary>
    /// <exception cref="RunFolderException">It has no log that they can be fitted to.</exception>
    public string? Fit(ParseResult parsed)
    {
        string? folder = parsed.GetValue(_fit);
        if (folder is not null)
        {
            _ = ServiceTimesFit.Of(RunLog.Read(folder));
        }

        return folder;
    }

    public double QueueSeconds(ParseResult parsed) => parsed.GetValue(_queue);

    public double ShotSeconds(ParseResult parsed) => parsed.GetValue(_shotTime);

    /// <summary>Refuses them where time is real.</summary>
    public void Refuse(ParseResult parsed) => VirtualOnly.Refuse(parsed, _fit, _queue, _shotTime);
}
