namespace CutAwareQnn.Reconstruction;

/// <summary>Scratch of one contraction, for one thread at a time.</summary>
public sealed class ContractionWorkspace
{
    private readonly Contraction _contraction;
    private double[]? _adjoints;
    private double[]? _stages;

    /// <summary>Allocates the scratch of a contraction; what only derivatives need comes with the first of them.</summary>
    public ContractionWorkspace(Contraction contraction)
    {
        _contraction = contraction;
        Nodes = new double[contraction.NodeLength];
        Product = new double[contraction.ProductLength];
        Raw = new double[contraction.WorkLength];
        ScratchA = new double[contraction.WorkLength];
        ScratchB = new double[contraction.WorkLength];
    }

    /// <summary>All nodes' tensors, [node][tensor][entry].</summary>
    internal double[] Nodes { get; }

    /// <summary>The derivatives by them.</summary>
    internal double[] Adjoints => _adjoints ??= new double[_contraction.NodeLength];

    /// <summary>One product of two tensors.</summary>
    internal double[] Product { get; }

    /// <summary>One fragment's tensor, summed over observables.</summary>
    internal double[] Raw { get; }

    /// <summary>That tensor while bonds are applied.</summary>
    internal double[] ScratchA { get; }

    /// <summary>The same after the next bond.</summary>
    internal double[] ScratchB { get; }

    /// <summary>That tensor before each of its bonds.</summary>
    internal double[] Stages => _stages ??= new double[_contraction.StageLength];
}
