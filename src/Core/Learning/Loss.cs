using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>What training minimises, a sample at a time, for labels -1 and +1.</summary>
public abstract record Loss
{
    /// <summary>The squared difference <c>(f - y)²</c>.</summary>
    public static Loss MeanSquared { get; } = new MeanSquaredLoss();

    /// <summary>The logistic loss <c>ln(1 + e^(-y f))</c>.</summary>
    public static Loss Logistic { get; } = new LogisticLoss();

    /// <summary>The loss of one sample.</summary>
    /// <param name="value">The model's output f.</param>
    /// <param name="label">The label y, -1 or +1.</param>
    public abstract double Value(double value, double label);

    /// <summary>The derivative of the loss by the model's output.</summary>
    public abstract double Derivative(double value, double label);

    private sealed record MeanSquaredLoss : Loss
    {
        public override double Value(double value, double label) => (value - label) * (value - label);

        public override double Derivative(double value, double label) => 2 * (value - label);
    }

    private sealed record LogisticLoss : Loss
    {
        // ln(1 + e^-m) = max(-m, 0) + ln(1 + e^-|m|) never overflows.
        public override double Value(double value, double label)
        {
            double margin = value * label;
            return Math.Max(-margin, 0) + Elementary.Log(1 + Elementary.Exp(-Math.Abs(margin)));
        }

        public override double Derivative(double value, double label) => -label / (1 + Elementary.Exp(value * label));
    }
}
