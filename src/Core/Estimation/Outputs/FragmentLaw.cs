using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>A fragment's shots, drawn one at a time; a variant's law is cumulated when it is first drawn.</summary>
internal sealed class FragmentLaw
{
    private readonly VariantOutcomes _outcomes;
    private readonly double[]?[] _upper;

    private FragmentLaw(VariantOutcomes outcomes, IReadOnlyList<int> qubits, int[] strides)
    {
        _outcomes = outcomes;
        _upper = new double[]?[outcomes.VariantCount];
        Qubits = qubits;
        Strides = strides;
    }

    /// <summary>The circuit's qubit of each bit of an outcome.</summary>
    public IReadOnlyList<int> Qubits { get; }

    /// <summary>Distance between neighbouring operations of a leg among the variants.</summary>
    public int[] Strides { get; }

    /// <summary>Creates the law of a fragment.</summary>
    public static FragmentLaw Of(Fragment fragment, OutcomeTensor tensor) => new(
        VariantOutcomes.Of(fragment, tensor), tensor.Qubits, Lowering.Strides.Of([.. fragment.Legs.Select(l => l.Basis.Operations.Count)]));

    /// <summary>Draws one shot of a variant with one number.</summary>
    public (int Outcome, int Sign) Draw(ref CounterRandom random, int variant)
    {
        double[] upper = _upper[variant] ??= Cumulated(variant);
        int place = TermLaw.Place(upper, random.NextDouble() * upper[^1]);
        return place < _outcomes.OutcomeCount ? (place, 1) : (place - _outcomes.OutcomeCount, -1);
    }

    private double[] Cumulated(int variant)
    {
        double sum = 0;
        double[] upper = [.. _outcomes.Law(variant)];
        for (int i = 0; i < upper.Length; i++)
        {
            upper[i] = sum += upper[i];
        }

        return upper;
    }
}
