namespace CutAwareQnn.Circuits;

/// <summary>An observable of an annotated circuit; several are evaluated in one pass, in the order written.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ObservableAttribute : Attribute
{
    /// <summary>Declares the observable.</summary>
    /// <param name="paulis">
    /// A Pauli sum as <see cref="PauliSum.Parse"/> reads it, such as <c>0.5*ZZII - 1.25*XIXI</c> or <c>Z0*Z3</c>.
    /// </param>
    public ObservableAttribute(string paulis)
    {
        Paulis = paulis;
    }

    /// <summary>The Pauli sum as text.</summary>
    public string Paulis { get; }
}
