using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>How the learning rate changes: a factor in (0, 1] for every step.</summary>
public abstract record LearningSchedule
{
    /// <summary>The same rate throughout.</summary>
    public static LearningSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The rate falls to nearly 0 along half a period of the cosine: <c>(1 + cos(π t/T))/2</c> at step t of T.</summary>
    /// <remarks>Loshchilov and Hutter 2017, arXiv:1608.03983, equation 5, without restarts.</remarks>
    public static LearningSchedule Cosine { get; } = new CosineSchedule();

    /// <summary>Returns the factor of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="stepsPerEpoch">Steps per epoch, at least 1.</param>
    /// <param name="epochCount">Number of epochs of the run, at least 1.</param>
    public abstract double Factor(int step, int stepsPerEpoch, int epochCount);

    /// <summary>Returns a schedule that multiplies the rate by a factor after every <paramref name="period"/> epochs.</summary>
    /// <param name="period">Number of epochs, at least 1.</param>
    /// <param name="factor">In (0, 1].</param>
    public static LearningSchedule Steps(int period, double factor) => new StepSchedule(period, factor);

    /// <summary>Returns a schedule that multiplies the rate by a factor after every epoch.</summary>
    /// <param name="factor">In (0, 1].</param>
    public static LearningSchedule Exponential(double factor) => new StepSchedule(1, factor);

    private sealed record ConstantSchedule : LearningSchedule
    {
        public override double Factor(int step, int stepsPerEpoch, int epochCount) => 1;
    }

    private sealed record CosineSchedule : LearningSchedule
    {
        public override double Factor(int step, int stepsPerEpoch, int epochCount) =>
            0.5 * (1 + Elementary.Cos(Math.PI * step / ((double)stepsPerEpoch * epochCount)));
    }

    private sealed record StepSchedule : LearningSchedule
    {
        private readonly int _period;
        private readonly double _factor;

        public StepSchedule(int period, double factor)
        {
            _period = period >= 1
                ? period
                : throw new CircuitException($"a schedule with a period of {Counted.Of(period, "epoch")} never steps; give at least 1");
            _factor = factor is > 0 and <= 1 ? factor : throw new CircuitException(
                $"schedule factor {factor.ToString(System.Globalization.CultureInfo.InvariantCulture)} is out of range; give a "
                + "number in (0, 1]");
        }

        public override double Factor(int step, int stepsPerEpoch, int epochCount)
        {
            double product = 1;
            for (int k = step / stepsPerEpoch / _period; k > 0; k--)
            {
                product *= _factor;
            }

            return product;
        }
    }
}
