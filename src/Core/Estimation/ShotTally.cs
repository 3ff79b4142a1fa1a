using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>What the rounds of one query have measured so far.</summary>
/// <param name="settings">For each fragment its settings.</param>
internal sealed class ShotTally(IReadOnlyList<FragmentSettings> settings)
{
    private readonly double[] _moments = new double[settings.Sum(s => s.MomentCount)];
    private readonly double[] _worth = new double[settings.Sum(s => s.Settings.Count)];
    private readonly long[] _spent = new long[settings.Sum(s => s.Settings.Count)];

    /// <summary>The moments, in the order of fragments.</summary>
    public ReadOnlySpan<double> Moments => _moments;

    /// <summary>The shots that one round would need for the same error, for each setting.</summary>
    public ReadOnlySpan<double> Worth => _worth;

    /// <summary>Shots spent, for each setting.</summary>
    public long[] Spent => _spent;

    /// <summary>Shots spent.</summary>
    public long SpentCount => _spent.Sum();

    /// <summary>Adds a round whose shots count like all before.</summary>
    public void Pool(ReadOnlySpan<double> moments, ReadOnlySpan<long> shots) => Add(moments, shots, null);

    /// <summary>
    /// Adds a round with a weight that was fixed beforehand. The weighted mean is unbiased even though the round before decided how many
    /// shots this one has; pooled, a result that came out small would be diluted more than one that came out large.
    /// </summary>
    /// <param name="weight">Of this round, in (0, 1); the rest is the weight of those before.</param>
    public void Mix(ReadOnlySpan<double> moments, ReadOnlySpan<long> shots, double weight) => Add(moments, shots, weight);

    private void Add(ReadOnlySpan<double> moments, ReadOnlySpan<long> shots, double? weight)
    {
        int index = 0;
        int firstMoment = 0;
        foreach (FragmentSettings own in settings)
        {
            foreach (Setting setting in own.Settings)
            {
                double before = _worth[index];
                double now = shots[index];
                double share = before == 0 ? 1 : now == 0 ? 0 : weight ?? (now / (before + now));
                for (int m = 0; m < setting.MomentCount; m++)
                {
                    ref double moment = ref _moments[firstMoment + setting.FirstMoment + m];
                    moment = ((1 - share) * moment) + (share * moments[firstMoment + setting.FirstMoment + m]);
                }

                _worth[index] = share == 1 ? now : share == 0 ? before : 1 / ((share * share / now) + ((1 - share) * (1 - share) / before));
                _spent[index] += shots[index];
                index++;
            }

            firstMoment += own.MomentCount;
        }
    }
}
