using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>How the cuts of a parting are made, alone or together.</summary>
/// <param name="Groups">The cuts, each in one group, by the first of each.</param>
/// <param name="Pieces">The connected piece of every point, named by its first point.</param>
/// <param name="Ancillas">Ancillas of every piece, by its name.</param>
/// <param name="Cost">Σ log γ of the groups.</param>
/// <param name="Least">What these cuts would cost at least, whatever the groups.</param>
/// <param name="IsCertain">Whether no other groups of these cuts cost less.</param>
internal sealed record Grouping(
    IReadOnlyList<CutGroup> Groups, int[] Pieces, int[] Ancillas, double Cost, double Least, bool IsCertain)
{
    /// <summary>The effort that grouping took.</summary>
    public long Work { get; init; }
}

/// <summary>Cuts made together.</summary>
/// <param name="Form">How.</param>
/// <param name="Links">The cuts, in time order.</param>
/// <param name="Gamma">γ of the group.</param>
internal sealed record CutGroup(GroupForm Form, IReadOnlyList<CutLink> Links, double Gamma)
{
    /// <summary>Natural logarithm of γ, which holds where γ itself is too large for a number.</summary>
    public double Cost { get; } = Form == GroupForm.Separate ? Elementary.Log(Gamma) : JointPrice.Of(Links.Sum(l => l.Weight));

    /// <summary>Cuts made in a form; one by itself without communication has its own γ.</summary>
    public static CutGroup Of(GroupForm form, IReadOnlyList<CutLink> links) => new(
        form,
        links,
        form == GroupForm.Separate
            ? links[0].IsWire ? CutLink.Wire.Gamma : links[0].Price.Gamma
            : (2 * links.Aggregate(1.0, (product, link) => product * ((link.Price.GammaWithAncilla + 1) / 2))) - 1);
}

/// <summary>How a group of cuts is made.</summary>
internal enum GroupForm
{
    /// <summary>One cut by itself.</summary>
    Separate,

    /// <summary>Gates at one time.</summary>
    Parallel,

    /// <summary>Gates at different times, with ancillas.</summary>
    Ancilla,

    /// <summary>Wires at one time, with communication.</summary>
    Communicating,
}
