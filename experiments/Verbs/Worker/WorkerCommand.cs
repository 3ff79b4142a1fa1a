using System.CommandLine;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary><c>cutqnn worker</c>: runs jobs for a coordinator on another machine.</summary>
internal sealed class WorkerCommand
{
    private const int MostSlots = LocalWorkers.MaxCount;
    private const int MostQubits = 64;

    private readonly Argument<string?> _address = new("HOST:PORT")
    {
        Description = "Where the coordinator listens: a run with --backend workers:listen=ADDRESS:PORT.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<int> _slots = Numbers.Between(1, MostSlots).Option(
        "--slots",
        Math.Min(Environment.ProcessorCount, MostSlots),
        "Jobs at the same time, each with a thread of its own; by default one per processor.");
    private readonly Option<int?> _width = Numbers.Between(1, MostQubits).Optional(
        "--max-qubits", 22, "Qubits of the widest circuit that it is given; without it only memory limits them.");
    private readonly Option<string?> _certificates = PathOption.Folder(
        "--certificates", "The folder with ca.pem, worker.pem and worker.key; needed where the coordinator listens with certificates.");
    private readonly Option<string?> _make = PathOption.Folder(
        "--make-certificates", "Makes an authority and the certificates of a coordinator and of workers in this folder, and ends.");

    public static Command Create()
    {
        var options = new WorkerCommand();
        var command = new Command(
            "worker",
            "Runs jobs for a coordinator until it is ended by SIGINT or SIGTERM, and outlives coordinators. "
                + "Reads the certificates; writes no file but new certificates.");
        command.Add(options._address);
        foreach (Option option in new Option[] { options._slots, options._width, options._certificates, options._make })
        {
            command.Add(option);
        }

        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? address = parsed.GetValue(_address);
        if (parsed.GetValue(_make) is { } folder)
        {
            if (address is not null || parsed.FirstGiven(_slots, _width, _certificates) is not null)
            {
                throw new InputException("--make-certificates makes certificates and ends; omit all else");
            }

            foreach (string file in RemoteWorkers.Part.MakeCertificates(folder))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"wrote {file}").ConfigureAwait(false);
            }

            return ExitCode.Done;
        }

        var offer = new WorkerOffer(
            address ?? throw new InputException("no coordinator was given; give HOST:PORT, or --make-certificates DIR"),
            parsed.GetValue(_slots),
            parsed.GetValue(_width),
            parsed.GetValue(_certificates));
        using var threads = new WorkerThreads(offer.Slots);
        await RemoteWorkers.Part.WorkAsync(
            offer,
            new JobRunner(threads, offer.Width),
            RemoteWorkers.Notice(parsed.InvocationConfiguration.Error),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
