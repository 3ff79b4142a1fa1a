using System.CommandLine;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Experiments;

/// <summary>The options that choose exact outputs or shots, and how shots are put together.</summary>
internal sealed class ShotOptions
{
    private const int MostShots = 1_000_000_000;

    private readonly Option<string> _shots = new("--shots")
    {
        Description = "Shots of each circuit run, with '--estimator mixture' of the whole; or 'exact'.",
        DefaultValueFactory = _ => "exact",
        CustomParser = result =>
        {
            _ = Count(result.Tokens[0].Value);
            return result.Tokens[0].Value;
        },
    };

    private readonly Option<string?> _estimator = Choices.Of("shared", "mixture").Option(
        "--estimator",
        "shared",
        "With shots: 'shared' measures every fragment's tensor once for all bit strings; 'mixture' draws joint terms, shot by shot.");

    public void AddTo(Command command)
    {
        command.Add(_shots);
        command.Add(_estimator);
    }

    /// <summary>Returns the shots; null in exact mode.</summary>
    public int? Shots(ParseResult parsed)
    {
        int? shots = Count(parsed.GetValue(_shots)!);
        if (shots is null && parsed.IsGiven(_estimator))
        {
            throw new InputException("--estimator is for shots, but the outputs are exact; give --shots as well");
        }

        return shots;
    }

    /// <summary>Returns the estimator's name, or <c>exact</c>.</summary>
    public string Mode(ParseResult parsed) => Shots(parsed) is null ? "exact" : IsMixture(parsed) ? "mixture" : "shared";

    /// <summary>Runs the circuits.</summary>
    public ShotOutputs Run(ParseResult parsed, CutPlan plan, OutputQuery query, ulong seed, CancellationToken cancellationToken)
    {
        int shots = Shots(parsed)!.Value;
        return IsMixture(parsed)
            ? new(MixtureOutputs.Run(plan, query.Features, query.Weights, shots, seed, cancellationToken), query.Qubits)
            : new(SharedOutputs.Run(plan, query.Features, query.Weights, shots, seed, cancellationToken), query.Qubits);
    }

    private bool IsMixture(ParseResult parsed) => parsed.GetValue(_estimator) == "mixture";

    private static int? Count(string text) =>
        text == "exact" ? null : Numbers.Between(1, MostShots).Read("--shots", text, "4096 or 'exact'");
}
