using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// What measurements of one half of a forged state give. Every reading is of runs of its own, so readings are independent.
/// </summary>
/// <param name="half">The half's circuit, without symbols.</param>
/// <param name="strings">The half's bit strings.</param>
/// <param name="shots">Shots of each circuit.</param>
/// <param name="seed">Keys the draws, together with the number of the run.</param>
/// <param name="firstQuery">The number of the first run.</param>
internal sealed class ForgedReadings(Circuit half, string[] strings, long shots, ulong seed, ulong firstQuery)
{
    private const double Rounding = 1e-12;

    private static readonly Estimate Zero = new(0, 0);

    private readonly bool _isReal = strings.All(s =>
        CircuitSimulator.FinalState(ForgedState.Prepared(half, s), [], []).ToArray().All(a => Math.Abs(a.Imaginary) < Rounding));

    /// <summary>Number of circuits run so far.</summary>
    public int CircuitCount { get; private set; }

    /// <summary>Reads <c>⟨u_k|P|u_k⟩</c>.</summary>
    public (Estimate Real, Estimate Imaginary) Diagonal(int k, PauliString pauli) =>
        (pauli.IsIdentity ? new(1, 0)
            : _isReal && IsOdd(pauli) ? Zero
            : Run(ForgedState.Prepared(half, strings[k]), pauli), Zero);

    /// <summary>Reads <c>⟨u_k|P|u_l⟩</c>, k and l distinct.</summary>
    public (Estimate Real, Estimate Imaginary) Product(int k, int l, PauliString pauli) => pauli.IsIdentity ? (Zero, Zero) : (
        _isReal && IsOdd(pauli) ? Zero : Difference(k, l, pauli, 0, 0.5),
        _isReal && !IsOdd(pauli) ? Zero : Difference(k, l, pauli, 1, -0.5));

    // Of the superpositions with phases p and p + 2 quarter turns.
    private Estimate Difference(int k, int l, PauliString pauli, int p, double factor)
    {
        Estimate plus = Run(Superposed(p), pauli), minus = Run(Superposed(p + 2), pauli);
        return new(
            factor * (plus.Value - minus.Value), Math.Abs(factor) * double.Hypot(plus.StandardError, minus.StandardError));

        Circuit Superposed(int phase) => half with
        {
            Instructions = ForgedState.Superposition(strings[k], strings[l], phase).Instructions.Concat(half.Instructions)
                .ToEquatableArray(),
        };
    }

    private static bool IsOdd(PauliString pauli) => pauli.Support.Count(q => pauli[q] == Pauli.Y) % 2 == 1;

    private Estimate Run(Circuit circuit, PauliString pauli)
    {
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Of(pauli), PartitionLabels.None(circuit.QubitCount));
        return new CutEstimator(plan, new(ShotBudget.Each(shots), seed)).Estimate([new(firstQuery + (ulong)CircuitCount++, [], [])])[0];
    }
}
