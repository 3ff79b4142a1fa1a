using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>A perturbation of features by a magnitude in the features' own unit.</summary>
public abstract record Attack
{
    /// <summary>Normal noise whose standard deviation is the magnitude.</summary>
    public static Attack Gaussian { get; } = new GaussianNoise();

    /// <summary>The fast gradient sign method: every feature is moved by the magnitude in the direction that raises the loss.</summary>
    /// <remarks>Goodfellow, Shlens and Szegedy 2015, arXiv:1412.6572.</remarks>
    public static Attack FastGradientSign { get; } = new FastGradientSignAttack();

    /// <summary>The name in records and on command lines.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Returns projected gradient ascent from a random start; after each step features are clamped to within the magnitude.
    /// </summary>
    /// <param name="stepCount">Number of steps, at least 1.</param>
    /// <remarks>
    /// Madry et al. 2018, arXiv:1706.06083; the step size is 2.5 times the magnitude divided by the number of steps, as in its section 5.
    /// </remarks>
    public static Attack ProjectedGradient(int stepCount = 10) => new ProjectedGradientAttack(stepCount);

    /// <summary>Returns the samples with perturbed features.</summary>
    /// <param name="samples">The samples; not changed.</param>
    /// <param name="magnitude">The magnitude, at least 0.</param>
    /// <param name="gradient">Computes the derivatives of the loss by the features of each sample.</param>
    /// <param name="seed">Keys the random numbers.</param>
    public abstract IReadOnlyList<LabelledSample> Apply(
        IReadOnlyList<LabelledSample> samples, double magnitude, Func<IReadOnlyList<LabelledSample>, double[][]> gradient, ulong seed);

    private static LabelledSample[] Moved(IReadOnlyList<LabelledSample> samples, Func<int, int, double> shift) =>
        [.. samples.Select((s, i) => s with { Features = [.. s.Features.Select((x, f) => x + shift(i, f))] })];

    private sealed record GaussianNoise : Attack
    {
        private const ulong NoiseStream = 0x4E4F_4953_45;

        public override string Name => "gaussian";

        public override IReadOnlyList<LabelledSample> Apply(
            IReadOnlyList<LabelledSample> samples,
            double magnitude,
            Func<IReadOnlyList<LabelledSample>, double[][]> gradient,
            ulong seed)
        {
            // The same directions at every magnitude, so that a curve over magnitudes is smooth.
            double[][] noise = [.. samples.Select((s, i) =>
            {
                var random = new CounterRandom(seed, NoiseStream, (ulong)i);
                double[] own = new double[s.Features.Length];
                for (int f = 0; f < own.Length; f++)
                {
                    own[f] = random.NextGaussian();
                }

                return own;
            })];
            return Moved(samples, (i, f) => magnitude * noise[i][f]);
        }
    }

    private sealed record FastGradientSignAttack : Attack
    {
        public override string Name => "fgsm";

        public override IReadOnlyList<LabelledSample> Apply(
            IReadOnlyList<LabelledSample> samples,
            double magnitude,
            Func<IReadOnlyList<LabelledSample>, double[][]> gradient,
            ulong seed)
        {
            double[][] uphill = gradient(samples);
            return Moved(samples, (i, f) => magnitude * Math.Sign(uphill[i][f]));
        }
    }

    private sealed record ProjectedGradientAttack : Attack
    {
        private const ulong StartStream = 0x5047_44;
        private const double StepShare = 2.5;

        private readonly int _stepCount;

        public ProjectedGradientAttack(int stepCount)
        {
            _stepCount = stepCount >= 1
                ? stepCount
                : throw new Circuits.CircuitException(
                    $"a projected gradient of {Counted.Of(stepCount, "step")} does nothing; give at least 1");
        }

        public override string Name => "pgd";

        public override IReadOnlyList<LabelledSample> Apply(
            IReadOnlyList<LabelledSample> samples,
            double magnitude,
            Func<IReadOnlyList<LabelledSample>, double[][]> gradient,
            ulong seed)
        {
            double[][] shifts = [.. samples.Select((s, i) =>
            {
                var random = new CounterRandom(seed, StartStream, (ulong)i);
                double[] own = new double[s.Features.Length];
                for (int f = 0; f < own.Length; f++)
                {
                    own[f] = magnitude * ((2 * random.NextDouble()) - 1);
                }

                return own;
            })];
            double size = StepShare * magnitude / _stepCount;
            for (int step = 0; step < _stepCount; step++)
            {
                double[][] uphill = gradient(Moved(samples, (i, f) => shifts[i][f]));
                for (int i = 0; i < shifts.Length; i++)
                {
                    for (int f = 0; f < shifts[i].Length; f++)
                    {
                        shifts[i][f] = Math.Clamp(shifts[i][f] + (size * Math.Sign(uphill[i][f])), -magnitude, magnitude);
                    }
                }
            }

            return Moved(samples, (i, f) => shifts[i][f]);
        }
    }
}
