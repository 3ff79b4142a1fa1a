using System.CommandLine;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary>The options for a budget of entangled pairs.</summary>
internal sealed class PairOptions
{
    private readonly Option<int?> _pairs = Numbers.From(0).Optional(
        "--pairs",
        1,
        "Entangled pairs per shot that gates between labels may use, one per gate; with --communication measured bits may cross as well.");

    private readonly Option<double> _concurrence = new NumberRange<double>(0, 1, ExcludesLeast: true).Option(
        "--concurrence", 1, "Concurrence of each pair, in (0, 1].");

    public void AddTo(Command command)
    {
        command.Add(_pairs);
        command.Add(_concurrence);
    }

    /// <summary>Returns the budget; null where none is given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasBits">Whether measured bits may cross.</param>
    public SharedPair? Budget(ParseResult parsed, bool hasBits)
    {
        if (!parsed.IsGiven(_pairs))
        {
            return parsed.IsGiven(_concurrence)
                ? throw new InputException("--concurrence describes shared pairs, but none are given; give --pairs as well")
                : null;
        }

        return new(parsed.GetValue(_concurrence), parsed.GetValue(_pairs) ?? 0, hasBits);
    }
}
