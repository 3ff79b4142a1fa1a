using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Over-provisioned shots: the shots of every batch go out in equal shares, more of them than needed, and the first ones to arrive count.
/// </summary>
/// <remarks>Which shares those are depends on time, and so do the bits of the estimate; its distribution does not.</remarks>
public sealed record ShotShares
{
    /// <summary>Creates shares.</summary>
    /// <param name="needed">Shares that contain the requested shots, at least 1.</param>
    /// <param name="sent">Shares that are run, at least as many.</param>
    /// <exception cref="BackendException">Fewer.</exception>
    public ShotShares(int needed, int sent)
    {
        if (needed < 1 || sent < needed || sent > 1024)
        {
            throw new BackendException(
                $"{Counted.Of(sent, "share")} of shots of which {needed} are needed; give at least 1 needed and as many or more sent, up "
                + "to 1024");
        }

        Needed = needed;
        Sent = sent;
    }

    /// <summary>Shares that contain the requested shots.</summary>
    public int Needed { get; }

    /// <summary>Shares that are run.</summary>
    public int Sent { get; }
}
