using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary>The options that limit found cuts.</summary>
internal sealed class FinderOptions
{
    private readonly Option<string> _kinds = new("--kinds")
    {
        Description = "What may be cut, between commas: gate, wire.",
        DefaultValueFactory = _ => "gate",
    };

    private readonly Option<int?> _cuts =
        Numbers.From(0).Optional("--max-cuts", 4, "Largest number of gates and wires that are cut. Default: any.");
    private readonly Option<int?> _fragments = Numbers.From(1).Optional("--fragments", 2, "Largest number of fragments. Default: any.");
    private readonly Option<bool> _separate = new("--no-joint") { Description = "Cuts each gate by itself." };
    private readonly Option<bool> _communication = new("--communication")
    {
        Description = "Outcomes of cut wires may reach the next fragment shot by shot.",
    };

    /// <param name="isExecuted">Whether the cuts are run, and not planned only.</param>
    public FinderOptions(bool isExecuted)
    {
        Width = new("--max-qubits")
        {
            Description = "Widest fragment in qubits; several between commas are devices, each for one fragment. The cuts are found.",
            Required = !isExecuted,
        };
    }

    public Option<string?> Width { get; }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Width, _kinds, _cuts, _fragments, _separate, _communication })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns whether each gate is cut by itself.</summary>
    public bool IsSeparate(ParseResult parsed) => parsed.GetValue(_separate);

    /// <summary>Returns whether measured bits may cross between fragments.</summary>
    public bool IsCommunicating(ParseResult parsed) => parsed.GetValue(_communication);

    /// <summary>Refuses limits where no cuts are found.</summary>
    public void RequireNoLimits(ParseResult parsed)
    {
        if (parsed.FirstGiven(_kinds, _cuts, _fragments, _communication) is { } limit)
        {
            throw new InputException($"{limit.Name} limits cuts that are found; give --max-qubits as well");
        }
    }

    /// <summary>Returns the limits for a widest fragment, or several.</summary>
    public FinderLimits Limits(ParseResult parsed, string widths) => new FinderLimits(Widths(widths)) with
    {
        CutCount = parsed.GetValue(_cuts),
        FragmentCount = parsed.GetValue(_fragments),
        Kinds = parsed.GetValue(_kinds)!.Split(',').Aggregate(CutKinds.None, (kinds, name) => kinds | name.Trim() switch
        {
            "gate" => CutKinds.Gate,
            "wire" => CutKinds.Wire,
            string other =>
                throw new InputException($"--kinds has {QuotedText.Of(other)}, which is unknown; give gate, wire or both between commas"),
        }),
        IsJoint = !IsSeparate(parsed),
        IsCommunicating = parsed.GetValue(_communication),
    };

    private static EquatableArray<int> Widths(string text) => Numbers.From(1).ReadList("--max-qubits", text, "4,6").ToEquatableArray();
}
