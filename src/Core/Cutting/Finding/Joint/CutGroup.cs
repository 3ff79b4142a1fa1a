using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Cuts made together.</summary>
/// <param name="Form">How.</param>
/// <param name="Links">The cuts, in time order.</param>
/// <param name="Gamma">γ of the group.</param>
internal sealed record CutGroup(GroupForm Form, IReadOnlyList<CutLink> Links, double Gamma)
{
    /// <summary>Natural logarithm of γ, which holds where γ itself is too large for a number.</summary>
    public double Cost { get; } = Form == GroupForm.Separate ? Elementary.Log(Gamma) : JointPrice.Of(Links.Sum(l => l.Weight));

    /// <summary>Creates a group of cuts made in a form; one by itself without communication has its own γ.</summary>
    public static CutGroup Of(GroupForm form, IReadOnlyList<CutLink> links) => new(
        form,
        links,
        form == GroupForm.Separate
            ? links[0].IsWire ? CutLink.Wire.Gamma : links[0].Price.Gamma
            : (2 * links.Aggregate(1.0, (product, link) => product * ((link.Price.GammaWithAncilla + 1) / 2))) - 1);
}
