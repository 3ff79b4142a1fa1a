using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Queries that do not fit the circuit are refused by every estimator, and the message names query, index and count.</summary>
public sealed class QueryCheckTests
{
    private static readonly double[] Features = [0.1, 0.2, 0.3, 0.4];

    private static readonly double[] Weights = [1, 2, 3, 4, 5, 6, 7, 8];

    public static TheoryData<string> Estimators => ["exact", "lean", "lean with shots", "published", "published with shots"];

    [Theory]
    [MemberData(nameof(Estimators))]
    public void WrongLength_IsRefused(string name)
    {
        AssertRefused(name, new(42, [0.1, 0.2, 0.3], Weights), "query 42", "3 features", "takes 4");
        AssertRefused(name, new(42, [.. Features, 0.5], Weights), "query 42", "5 features", "takes 4");
        AssertRefused(name, new(42, Features, Weights[..7]), "query 42", "7 weights", "takes 8");
        AssertRefused(name, new(42, Features, []), "query 42", "0 weights", "takes 8");
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void NumberThatIsNotFinite_IsRefused(string name)
    {
        AssertRefused(name, new(7, [0.1, 0.2, double.NaN, 0.4], Weights), "feature 2", "query 7", "NaN", "finite");
        AssertRefused(name, new(7, Features, [1, 2, 3, 4, 5, 6, 7, double.PositiveInfinity]), "weight 7", "query 7", "Infinity", "finite");
        AssertRefused(name, new(7, [double.NegativeInfinity, 0, 0, 0], Weights), "feature 0", "query 7", "-Infinity", "finite");
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void NoQueries_NoEstimates(string name) => Assert.Empty(Estimator(name).Estimate([]));

    [Fact]
    public void Adjoint_InPublishedMode_IsRefused()
    {
        string message = Assert.Throws<CutException>(() => Estimator("published").Estimate(
            [new(0, Features, Weights)], new(GradientMethod.Adjoint, GradientTargets.Weights))).Message;
        Assert.Contains("parameter-shift", message, StringComparison.Ordinal);
    }

    // The bad query comes second: the first must not have been answered by then, so nothing of the batch is.
    private static void AssertRefused(string name, EstimatorQuery bad, params string[] parts)
    {
        string message = Assert.Throws<CircuitException>(
            () => Estimator(name).Estimate([new(0, Features, Weights), bad])).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static IEstimator Estimator(string name) => name switch
    {
        "exact" => new ExactEstimator(StudyCircuit.Circuit, StudyCircuit.Observable),
        "lean" => Runs.Estimator(StudyCircuit.Plan("AABB"), ShotBudget.Exact),
        "lean with shots" => Runs.Estimator(StudyCircuit.Plan("AABB"), ShotBudget.Each(10)),
        "published" => Runs.Estimator(StudyCircuit.Plan("AABB"), ShotBudget.Exact, QueryMode.Published),
        _ => Runs.Estimator(StudyCircuit.Plan("AABB"), ShotBudget.Each(10), QueryMode.Published),
    };
}
