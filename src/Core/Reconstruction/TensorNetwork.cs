using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Reconstruction;

/// <summary>The shape of a contraction: a tensor per fragment, an edge with its matrix per cut, the order of pairwise steps.</summary>
/// <param name="Nodes">For each fragment its legs, in tensor order.</param>
/// <param name="Edges">For each cut its two dimensions.</param>
/// <param name="Order">The pairwise contractions.</param>
public sealed record TensorNetwork(
    EquatableArray<EquatableArray<NetworkLeg>> Nodes, EquatableArray<NetworkEdge> Edges, ContractionOrder Order)
{
    /// <summary>Creates the network of a plan.</summary>
    public static TensorNetwork Of(CutPlan plan) => new(
        plan.Fragments.Select(f => f.Legs
            .Select((leg, i) => new NetworkLeg(leg.Cut, plan.Cuts[leg.Cut].Second == new CutSide(f.Index, i)))
            .ToEquatableArray()).ToEquatableArray(),
        plan.Cuts.Select(c => new NetworkEdge(c.Form.First.Dimension, c.Form.Second.Dimension)).ToEquatableArray(),
        plan.Order);

    /// <summary>Returns the network of pairs of entries: every dimension squared; second moments contract on it.</summary>
    public TensorNetwork Squared() => this with
    {
        Edges = Edges.Select(e => new NetworkEdge(e.First * e.First, e.Second * e.Second)).ToEquatableArray(),
    };
}
