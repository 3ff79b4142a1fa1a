namespace CutAwareQnn.Reconstruction;

/// <summary>Scratch of a plan's reconstruction, for one thread at a time.</summary>
public sealed class ReconstructionWorkspace
{
    internal ReconstructionWorkspace(Contraction contraction, int meansLength)
    {
        Contraction = new(contraction);
        Sensitivities = new double[meansLength];
        Environments = new double[contraction.TensorLength];
    }

    /// <summary>Room for one query's environments.</summary>
    public double[] Environments { get; }

    internal ContractionWorkspace Contraction { get; }

    internal double[] Sensitivities { get; }
}
