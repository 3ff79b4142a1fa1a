using System.CommandLine;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments.Commands;

/// <summary>The options that say what found cuts keep to.</summary>
internal sealed class FinderOptions
{
    private readonly Option<string> _kinds = new("--cut")
    {
        Description = "What may be cut: gates, wires or both.",
        DefaultValueFactory = _ => "gates",
    };

    private readonly Option<int?> _cuts = new("--max-cuts") { Description = "Most cuts. Default: any number." };
    private readonly Option<int?> _fragments = new("--max-fragments") { Description = "Most fragments. Default: any number." };

    public FinderOptions(bool isRequired)
    {
        Width = new("--max-qubits") { Description = "Widest fragment in qubits; the cuts are found.", Required = isRequired };
    }

    public Option<int?> Width { get; }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Width, _kinds, _cuts, _fragments })
        {
            command.Add(option);
        }
    }

    /// <summary>The limits for a widest fragment.</summary>
    public FinderLimits Limits(ParseResult parsed, int width) => new FinderLimits(width) with
    {
        CutCount = parsed.GetValue(_cuts),
        FragmentCount = parsed.GetValue(_fragments),
        Kinds = parsed.GetValue(_kinds) switch
        {
            "gates" => CutKinds.Gate,
            "wires" => CutKinds.Wire,
            "both" => CutKinds.Both,
            string other => throw new InputException($"--cut '{other}' is unknown; give gates, wires or both"),
            null => CutKinds.Gate,
        },
    };
}
