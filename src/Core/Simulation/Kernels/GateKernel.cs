namespace CutAwareQnn.Simulation;

/// <summary>The kernels for gates.</summary>
internal enum GateKernel
{
    /// <summary>Factors only.</summary>
    Diagonal,

    /// <summary>X or SWAP, controlled or not.</summary>
    Exchange,

    /// <summary>Any matrix, controlled or not.</summary>
    Matrix,
}
