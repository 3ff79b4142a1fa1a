using System.CommandLine;
using System.Globalization;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The options that say what a result file leaves open.</summary>
internal sealed class ResultOptions
{
    private readonly Option<string?> _shots = new("--shots")
    {
        Description = "Shots per circuit, where the file has probabilities and not their number.",
    };
    private readonly Option<string?> _bits = new("--bits")
    {
        Description = "Where bit 0 is in a register's text, where the format leaves it open: first or last.",
    };

    public void AddTo(Command command)
    {
        command.Add(_shots);
        command.Add(_bits);
    }

    public long? Shots(ParseResult parsed) => parsed.GetValue(_shots) switch
    {
        null => null,
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long shots) && shots is > 0 and <= 1L << 53 => shots,
        string text => throw new InputException($"--shots '{text}' is not a number of shots; give a whole number from 1"),
    };

    public BitOrder? Bits(ParseResult parsed) => parsed.GetValue(_bits) switch
    {
        null => null,
        "first" => BitOrder.First,
        "last" => BitOrder.Last,
        string other => throw new InputException($"--bits '{other}' is unknown; give first where bit 0 comes first, or last"),
    };
}
