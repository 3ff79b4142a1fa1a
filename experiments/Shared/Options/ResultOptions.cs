using System.CommandLine;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options for what a result file leaves open.</summary>
internal sealed class ResultOptions
{
    private readonly Option<long?> _shots = Numbers.Between(1L, 1L << 53).Optional(
        "--shots", 1000L, "Shots per circuit, where the file has probabilities and not their number.");

    private readonly Option<string?> _bits = new("--bits")
    {
        Description = "Where bit 0 is in a register's text, where the format leaves it open: first or last.",
    };

    public void AddTo(Command command)
    {
        command.Add(_shots);
        command.Add(_bits);
    }

    public long? Shots(ParseResult parsed) => parsed.GetValue(_shots);

    public BitOrder? Bits(ParseResult parsed) => parsed.GetValue(_bits) switch
    {
        null => null,
        "first" => BitOrder.First,
        "last" => BitOrder.Last,
        string other => throw new InputException($"--bits '{other}' is unknown; give first where bit 0 comes first, or last"),
    };
}
