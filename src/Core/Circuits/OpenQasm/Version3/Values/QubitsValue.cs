namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Qubits, or the arguments of a gate by their numbers.</summary>
internal sealed record QubitsValue(int[] Qubits, bool IsRegister) : Value
{
    public override string Kind => "qubits";
}
