namespace CutAwareQnn.Cutting;

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
