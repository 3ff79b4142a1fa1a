namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A register: consecutive qubits or bits of the circuit.</summary>
internal sealed class Register
{
    public Register(string name, bool isQuantum, int first, int count)
    {
        Name = name;
        IsQuantum = isQuantum;
        First = first;
        Count = count;
    }

    public string Name { get; }

    public bool IsQuantum { get; }

    /// <summary>The circuit's index of element 0.</summary>
    public int First { get; }

    public int Count { get; }
}
