namespace CutAwareQnn.Cutting;

/// <summary>A qubit's timeline ended and begun anew.</summary>
/// <param name="Qubit">The qubit.</param>
/// <param name="AfterInstruction">The cut lies after this instruction, and before the qubit's next one; from 0.</param>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(3).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Build();
/// CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZI"), [new WireCut(Qubit: 1, AfterInstruction: 1)]);
/// Console.WriteLine(string.Join(" and ", plan.Fragments.Select(f =&gt; f.QubitCount)));    // 2 and 2
/// </code>
/// </example>
public sealed record WireCut(int Qubit, int AfterInstruction) : Cut
{
    /// <inheritdoc/>
    public override string ToString() => $"the wire of qubit {Qubit} after instruction {AfterInstruction}";
}
