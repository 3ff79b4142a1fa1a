using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using Xunit;

namespace CutAwareQnn.Unit.Learning;

/// <summary>Optimisers that take gradients, against what their recurrences come to in closed form.</summary>
public sealed class GradientOptimiserTests
{
    private const double Rate = 0.1;

    /// <summary>Fifty steps of numbers around 1: rounding of 1e-16 each.</summary>
    private const double Exact = 1e-13;

    [Fact]
    public void PlainDescent_OnAParabola_IsGeometric()
    {
        // L = k θ²/2: θ_n = θ_0 (1 - η k)^n.
        double[] curvatures = [1, 3, 0.5];
        double[] weights = Run(new GradientDescent(Rate), curvatures, [2, -1, 4], 50);
        Assert.All(curvatures, (k, i) => Assert.Equal(new[] { 2, -1, 4 }[i] * Math.Pow(1 - (Rate * k), 50), weights[i], Exact));
    }

    [Fact]
    public void Momentum_UnderAConstantGradient_IsASumOfGeometricSeries()
    {
        // v_n = g (1 - μ^n)/(1 - μ), θ_n = θ_0 - η Σ v_k = θ_0 - η g/(1 - μ) (n - μ (1 - μ^n)/(1 - μ)).
        const double Mu = 0.9;
        double[] gradient = [0.5, -2];
        double[] weights = Constant(new GradientDescent(Rate, Mu), [1, 1], gradient, 50);
        double series = (50 - (Mu * (1 - Math.Pow(Mu, 50)) / (1 - Mu))) / (1 - Mu);
        Assert.All(gradient, (g, i) => Assert.Equal(1 - (Rate * g * series), weights[i], 1e-12));
    }

    [Fact]
    public void Adam_UnderAConstantGradient_TakesStepsOfTheLearningRate()
    {
        // m̂ = g and v̂ = g² at every step.
        double[] weights = Constant(new Adam(Rate), [1, 1, 1], [0.5, -2, 0], 50);
        Assert.Equal(1 - (50 * Rate * 0.5 / (0.5 + 1e-8)), weights[0], Exact);
        Assert.Equal(1 + (50 * Rate * 2 / (2 + 1e-8)), weights[1], Exact);
        Assert.Equal(1, weights[2]);
    }

    [Fact]
    public void AdamW_DecaysTheWeightsBesides()
    {
        // θ ← θ - η (s + λ θ) with s = g/(|g| + ε): θ_n = (θ_0 + s/λ)(1 - η λ)^n - s/λ.
        const double Lambda = 0.25;
        double[] weights = Constant(new AdamW(Rate, Lambda), [2, -3], [0.5, 0], 50);
        double step = 0.5 / (0.5 + 1e-8), power = Math.Pow(1 - (Rate * Lambda), 50);
        Assert.Equal(((2 + (step / Lambda)) * power) - (step / Lambda), weights[0], Exact);
        Assert.Equal(-3 * power, weights[1], Exact);
    }

    [Fact]
    public void AdamW_WithoutDecay_IsAdam()
    {
        double[] curvatures = [1, 3, 0.5];
        Assert.Equal(Run(new Adam(Rate), curvatures, [2, -1, 4], 20), Run(new AdamW(Rate, WeightDecay: 0), curvatures, [2, -1, 4], 20));
    }

    [Fact]
    public void RmsProp_UnderAConstantGradient_DividesByTheRootOfAGeometricSum()
    {
        // s_n = g² (1 - ρ^n).
        const double Rho = 0.8;
        double[] gradient = [0.5, -2];
        double[] weights = Constant(new RmsProp(Rate, Rho), [1, 1], gradient, 30);
        double Sum(double g) => Enumerable.Range(1, 30).Sum(n => g / ((Math.Abs(g) * Math.Sqrt(1 - Math.Pow(Rho, n))) + 1e-8));
        Assert.All(gradient, (g, i) => Assert.Equal(1 - (Rate * Sum(g)), weights[i], Exact));
    }

    [Fact]
    public void Factor_OfTheSchedule_MultipliesTheStep()
    {
        foreach (Optimiser optimiser
            in new Optimiser[] { new GradientDescent(Rate, 0.5), new Adam(Rate), new AdamW(Rate), new RmsProp(Rate) })
        {
            OptimiserState start = optimiser.Start(1);
            double Step(double factor) => 2 - optimiser.Step([2], start, [new(0, [0.5])], factor).Weights[0];
            Assert.Equal(0.25 * Step(1), Step(0.25), 1e-15);
        }
    }

    [Fact]
    public void ParametersOutOfRange_AreRefused()
    {
        Refused("learning rate 0 ", () => new GradientDescent(0));
        Refused("learning rate NaN ", () => new Adam(double.NaN));
        Refused("momentum 1 ", () => new GradientDescent(Rate, 1));
        Refused("first moment -0.1 ", () => new Adam(Rate, -0.1));
        Refused("second moment 1.5 ", () => new AdamW(Rate, 0, 0.9, 1.5));
        Refused("epsilon of Adam 0 ", () => new Adam(Rate, Epsilon: 0));
        Refused("weight decay -1 ", () => new AdamW(Rate, -1));
        Refused("decay of RMSProp 1 ", () => new RmsProp(Rate, 1));
        Refused("perturbation of SPSA 0 ", () => new Spsa(Rate, 0));
        Refused("regularisation of the metric 0 ", () => new NaturalGradient(Rate, 0));
        Refused("a memory of 0 ", () => new Lbfgs(0));

        static void Refused(string part, Func<object> act) =>
            Assert.Contains(part, Assert.Throws<CircuitException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MemoryOfAnotherOptimiser_IsRefused() => Assert.Contains(
        "a state of AdamState was given to RmsProp",
        Assert.Throws<CircuitException>(() => new RmsProp(Rate).Step([1], new Adam(Rate).Start(1), [new(0, [1])], 1)).Message,
        StringComparison.Ordinal);

    private static double[] Constant(Optimiser optimiser, double[] weights, double[] gradient, int steps) =>
        Run(optimiser, weights, _ => gradient, steps);

    private static double[] Run(Optimiser optimiser, double[] curvatures, double[] weights, int steps) =>
        Run(optimiser, weights, w => [.. w.Zip(curvatures, (x, k) => k * x)], steps);

    private static double[] Run(Optimiser optimiser, double[] weights, Func<double[], double[]> gradient, int steps)
    {
        OptimiserState state = optimiser.Start(weights.Length);
        for (int step = 0; step < steps; step++)
        {
            (weights, state, _) = optimiser.Step(weights, state, [new(0, gradient(weights))], 1);
        }

        Assert.Equal(steps, state.StepCount);
        return weights;
    }
}
