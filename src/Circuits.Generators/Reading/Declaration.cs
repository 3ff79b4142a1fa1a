using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>A valid annotated class, by value and without a trace of where it stands.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Types">The type headers from the outermost to the class itself, such as <c>partial class Models</c>.</param>
/// <param name="Name">The class's own name, as written in code.</param>
/// <param name="FullName">Namespace, containers and name, separated by dots.</param>
/// <param name="QubitCount">Number of qubits.</param>
/// <param name="Layers">The layers in the order written.</param>
/// <param name="Observables">The Pauli sums as text, at least one.</param>
/// <param name="Partition">One letter a qubit, or null.</param>
/// <param name="Cuts">The cuts given by position; none where a partition says what is cut.</param>
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

/// <summary>A layer and how it is written in code.</summary>
/// <param name="Layer">The layer; null until its file is read.</param>
/// <param name="Text">An expression for the layer in C#.</param>
/// <param name="File">The file that holds it, as named in the attribute; null for all others.</param>
/// <param name="Place">The key of its attribute among the places.</param>
public sealed record DeclaredLayer(Layer? Layer, string Text, string? File, string Place);

/// <summary>What reading a class gave: a declaration if it is valid, and what is to be reported, with the places.</summary>
/// <param name="Declaration">The declaration, or null.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Places">Where things are written.</param>
public sealed record DeclarationReading(Declaration? Declaration, EquatableArray<Finding> Findings, Places Places);

/// <summary>A diagnostic before it has a location.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Place">Key into the reading's places.</param>
/// <param name="Arguments">The message's arguments.</param>
public sealed record Finding(string Id, string Place, EquatableArray<string> Arguments)
{
    /// <summary>A finding with its message's arguments.</summary>
    public static Finding Of(string id, string place, params string[] arguments) => new(id, place, EquatableArray<string>.Of(arguments));
}
