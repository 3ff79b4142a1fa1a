namespace CutAwareQnn.Unit.Cutting.Finding;

/// <summary>A gate of a small circuit: where it acts, the Pauli it commutes with on each of its qubits, its γ and rank.</summary>
internal sealed record SmallGate(int[] Qubits, char[] Axes, double Gamma, int Rank)
{
    public bool Commutes(SmallGate other) => Qubits.Select((q, i) => (Qubit: q, Axis: Axes[i])).All(here =>
    {
        int there = Array.IndexOf(other.Qubits, here.Qubit);
        return there < 0 || (here.Axis != '-' && here.Axis == other.Axes[there]);
    });
}
