using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>What <see cref="CapacityDocument"/> reports of two processors.</summary>
/// <param name="Price">What they exchange, and what it costs to emulate it.</param>
/// <param name="Concurrence">The concurrence between them before the circuit.</param>
/// <param name="Decisions">The decision matrix at the first draw of the weights, on 20 random inputs per processor.</param>
internal sealed record ProcessorsDocument(CommunicationPrice Price, double Concurrence, DecisionMatrix Decisions);
