using CutAwareQnn.Learning;

namespace CutAwareQnn.Unit.Learning;

/// <summary>All losses by name, for test data.</summary>
internal static class Losses
{
    public static IReadOnlyList<string> Names { get; } = ["squared", "logistic", "hinge", "softmax"];

    public static Loss Named(string name) => name switch
    {
        "squared" => Loss.MeanSquared,
        "logistic" => Loss.Logistic,
        "hinge" => Loss.Hinge,
        _ => Loss.SoftmaxCrossEntropy,
    };
}
