namespace CutAwareQnn.Experiments;

/// <summary>The decision matrix of a model at random weights on 20 random inputs per processor.</summary>
/// <param name="Model">nc, cc, qc or pairs.</param>
/// <param name="Pairs">Number of Bell pairs.</param>
/// <param name="Rank">Its rank; at most 4^pairs + 1 without communication.</param>
/// <param name="SingularValues">The largest first.</param>
internal sealed record DecisionRow(string Model, int Pairs, int Rank, IReadOnlyList<double> SingularValues)
{
    public string Name() => Pairs == 0 ? Model : SweepNames.Count(Pairs, "pair");
}
