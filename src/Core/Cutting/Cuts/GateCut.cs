namespace CutAwareQnn.Cutting;

/// <summary>A gate replaced by local operations on its two sides.</summary>
/// <param name="Instruction">Index of the gate in the circuit's instructions, from 0.</param>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(3).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Add(Gates.CX, 1, 2).Build();
/// CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZI"), [new GateCut(Instruction: 2)]);
/// Console.WriteLine(string.Join(" and ", plan.Fragments.Select(f =&gt; f.QubitCount)));    // 2 and 1
/// </code>
/// </example>
public sealed record GateCut(int Instruction) : Cut
{
    /// <inheritdoc/>
    public override string ToString() => $"the gate at instruction {Instruction}";
}
