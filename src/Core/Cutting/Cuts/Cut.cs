namespace CutAwareQnn.Cutting;

/// <summary>One place where a circuit is separated.</summary>
public abstract record Cut
{
    /// <summary>Returns the gates and wires that it parts, each as a cut of its own.</summary>
    public virtual IEnumerable<Cut> Parts() => [this];

    /// <summary>Returns the cut in words, as messages name it.</summary>
    public abstract override string ToString();
}
