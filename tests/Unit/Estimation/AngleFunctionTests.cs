using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Circuits whose angles hold quotients, powers and functions, through every kind of query.</summary>
public sealed class AngleFunctionTests
{
    /// <summary>A few dozen gates.</summary>
    private const double Exact = 1e-12;

    // Sixth-order differences of frequencies of some units: truncation and rounding of 1e-15/4e-3 are about 1e-12.
    private const double Slope = 1e-10;

    private static readonly double[] Features = [0.83, -0.41];
    private static readonly double[] Weights = [1.7, 0.35];
    private static readonly PauliSum Observable = PauliSum.Parse("ZZZ + 0.5*XIY");

    private static readonly Circuit Circuit = Build();

    [Fact]
    public void Value_IsThatOfTheBoundCircuit()
    {
        double expected = At(Features, Weights);
        foreach (IEstimator estimator in Estimators())
            Assert.Equal(expected, estimator.Estimate([new(0, Features, Weights)])[0].Value, Exact);
    }

    [Theory]
    [InlineData(GradientMethod.Adjoint)]
    [InlineData(GradientMethod.ParameterShift)]
    public void Gradient_IsTheDifferenceQuotient(GradientMethod method)
    {
        foreach (IEstimator estimator in Estimators())
        {
            GradientEstimate gradient = estimator.Estimate(
                [new(0, Features, Weights)], new(method, GradientTargets.Features | GradientTargets.Weights))[0].Gradient!;
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(Difference(h => At(Shifted(Features, i, h), Weights)), gradient.Features[i], Slope);
                Assert.Equal(Difference(h => At(Features, Shifted(Weights, i, h))), gradient.Weights[i], Slope);
            }
        }
    }

    [Fact]
    public void Query_OutsideAFunctionsDomain_IsRefusedInOneLine()
    {
        foreach (IEstimator estimator in Estimators())
        {
            var exception = Assert.Throws<CircuitException>(() => estimator.Estimate([new(0, Features, [-1.7, 0.35])]));
            Assert.Contains("sqrt(-1.7)", exception.Message, StringComparison.Ordinal);
        }
    }

    private static Circuit Build()
    {
        Angle x = Angle.Feature(0), y = Angle.Feature(1), w = Angle.Weight(0), v = Angle.Weight(1);
        return new CircuitBuilder(3)
            .Add(Gates.RY, x / 3, 0)
            .Add(Gates.RX, Angle.Power(y, 2) - v, 1)
            .Add(Gates.RY, Angle.Apply(AngleFunction.Sqrt, w), 2)
            .Add(Gates.CRX, (Math.PI - x) * (Math.PI - y), 0, 1)
            .Add(Gates.RZZ, Angle.Apply(AngleFunction.Cos, v) / w, 1, 2)
            .Add(Gates.RX, Angle.Atan2(x, y), 0)
            .Add(Gates.RY, Angle.Apply(AngleFunction.Exp, Angle.Apply(AngleFunction.Sin, x * v)), 1)
            .Add(Gates.RX, Angle.Apply(AngleFunction.Arctan, y) + Angle.Apply(AngleFunction.Ln, w), 2)
            .Build();
    }

    private static IEnumerable<IEstimator> Estimators() =>
    [
        new ExactEstimator(Circuit, Observable),
        new CutEstimator(CutPlanner.Plan(Circuit, Observable, PartitionLabels.Parse("AAB", 3)), new(ShotBudget.Exact)),
        new CutEstimator(CutPlanner.Plan(Circuit, Observable, PartitionLabels.Parse("ABC", 3)), new(ShotBudget.Exact)),
    ];

    private static double At(double[] features, double[] weights) =>
        new ExactEstimator(Circuit.Bind(features, weights), Observable).Estimate([new(0, [], [])])[0].Value;

    private static double[] Shifted(double[] values, int index, double shift) => [.. values.Select((v, i) => i == index ? v + shift : v)];

    private static double Difference(Func<double, double> f)
    {
        const double H = 4e-3;
        return ((45 * (f(H) - f(-H))) - (9 * (f(2 * H) - f(-2 * H))) + f(3 * H) - f(-3 * H)) / (60 * H);
    }
}
