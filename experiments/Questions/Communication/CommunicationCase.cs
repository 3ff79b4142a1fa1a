using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>One model of the sweep.</summary>
/// <param name="Name">single, nc, cc, qc or pairs.</param>
/// <param name="Sublayers">Sub-layers per convolution.</param>
/// <param name="Pairs">Number of shared pairs.</param>
/// <param name="Concurrence">Concurrence of each; 0 without pairs.</param>
internal sealed record CommunicationCase(string Name, int Sublayers, int Pairs = 0, double Concurrence = 0)
{
    /// <summary>Makes the model.</summary>
    public ProcessorModel Model() => new(
        Name switch
        {
            "single" => ProcessorResource.Single,
            "cc" => ProcessorResource.Classical,
            "qc" => ProcessorResource.Quantum,
            _ => ProcessorResource.None,
        },
        Sublayers,
        [.. Enumerable.Repeat(Concurrence, Pairs)]);

    /// <summary>
    /// Returns every model of a sweep once: the resources at every depth, then numbers of Bell pairs, then one pair by concurrence.
    /// </summary>
    public static IReadOnlyList<CommunicationCase> All(CommunicationSettings settings) =>
    [
        .. from name in (string[])["single", "nc", "cc", "qc"]
           from sublayers in settings.Sublayers
           select new CommunicationCase(name, sublayers),
        .. Enumerable.Range(1, settings.MostPairs).Select(pairs => new CommunicationCase("pairs", settings.PairSublayers, pairs, 1)),
        .. settings.Concurrences.Select(concurrence => new CommunicationCase("pairs", settings.PairSublayers, 1, concurrence)),
    ];
}
