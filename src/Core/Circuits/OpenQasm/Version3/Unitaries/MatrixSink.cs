namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Multiplies the gates of a definition that has constant angles.</summary>
internal sealed class MatrixSink : IUnitarySink
{
    private readonly UnitaryProduct _product;

    private MatrixSink(UnitaryProduct product)
    {
        _product = product;
    }

    /// <summary>Gives the product what a gate means for some angles; spoils it where that is not known.</summary>
    public static void Fill(UnitaryProduct product, UnitaryExpansion expansion, UnitaryDefinition gate, double[] angles)
    {
        try
        {
            expansion.Expand(
                gate, [], [], Array.ConvertAll(angles, Angle.FromDouble), Enumerable.Range(0, gate.QubitCount).ToArray(),
                isExact: false, new MatrixSink(product));
        }
        catch (CircuitException)
        {
            product.Spoil();
        }
    }

    public void AddGate(GateInstruction gate)
    {
        if (gate.Angles.All(a => a.IsConstant))
        {
            _product.AddGate(gate.Gate, gate.Angles.Select(a => a.Constant).ToArray(), gate.Targets.ToArray());
        }
        else
        {
            _product.Spoil();
        }
    }

    public void AddPhase(Angle angle)
    {
        // Rows are found up to a global phase.
    }
}
