using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>A valid annotated class, by value and without a trace of its location.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Types">The type headers from the outermost to the class itself, such as <c>partial class Models</c>.</param>
/// <param name="Name">The class's own name, as written in code.</param>
/// <param name="FullName">Namespace, containers and name, separated by dots.</param>
/// <param name="QubitCount">Number of qubits.</param>
/// <param name="Layers">The layers in the order written.</param>
/// <param name="Observables">The Pauli sums as text, at least one.</param>
/// <param name="Partition">One letter per qubit, or null.</param>
/// <param name="Cuts">The cuts given by position; none where a partition determines what is cut.</param>
/// <param name="MaxQubits">Qubits of the widest fragment where cuts are to be found, or null.</param>
public sealed record Declaration(
    string Namespace,
    EquatableArray<string> Types,
    string Name,
    string FullName,
    int QubitCount,
    EquatableArray<DeclaredLayer> Layers,
    EquatableArray<string> Observables,
    string? Partition,
    EquatableArray<Cut> Cuts,
    int? MaxQubits)
{
    /// <summary>Whether anything is to be cut.</summary>
    public bool IsCut => Partition is not null || Cuts.Count > 0 || MaxQubits is not null;
}
