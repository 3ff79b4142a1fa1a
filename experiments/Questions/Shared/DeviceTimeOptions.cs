using System.CommandLine;

namespace CutAwareQnn.Experiments;

/// <summary>The options of service times in virtual time.</summary>
/// <param name="queueSeconds">The queue's default.</param>
/// <param name="shotSeconds">The shots' default.</param>
internal sealed class DeviceTimeOptions(double queueSeconds, double shotSeconds = 0)
{
    private const double LongestSeconds = 1e6;

    private readonly Option<string?> _fit = new("--fit")
    {
        Description = "A run folder written with --log task: service times are fitted to its log.",
    };

    private readonly Option<double> _queue = new("--queue-delay")
    {
        Description = "Seconds that every submission waits in a device's queue.",
        DefaultValueFactory = _ => queueSeconds,
    };

    private readonly Option<double> _shotTime = new("--shot-time")
    {
        Description = "Seconds a shot takes on a device.",
        DefaultValueFactory = _ => shotSeconds,
    };

    public void AddTo(Command command)
    {
        command.Add(_fit);
        command.Add(_queue);
        command.Add(_shotTime);
    }

    public string? Fit(ParseResult parsed) => parsed.GetValue(_fit);

    public double QueueSeconds(ParseResult parsed) => parsed.InRange(_queue, 0, LongestSeconds);

    public double ShotSeconds(ParseResult parsed) => parsed.InRange(_shotTime, 0, LongestSeconds);

    /// <summary>Refuses them where time is real.</summary>
    public void Refuse(ParseResult parsed) => VirtualOnly.Refuse(parsed, _fit, _queue, _shotTime);
}
