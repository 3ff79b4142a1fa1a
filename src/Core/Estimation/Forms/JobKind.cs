namespace CutAwareQnn.Estimation;

/// <summary>The kinds of jobs that have a form; a number is never used again for another kind.</summary>
internal enum JobKind : ushort
{
    /// <summary>Tensors or sampled moments of one fragment.</summary>
    Fragment = 1,

    /// <summary>Derivatives by one fragment's slots.</summary>
    Backward = 2,

    /// <summary>Circuits one by one.</summary>
    Circuits = 3,

    /// <summary>Drawn joint terms.</summary>
    Drawn = 4,

    /// <summary>Several jobs.</summary>
    Group = 5,
}
