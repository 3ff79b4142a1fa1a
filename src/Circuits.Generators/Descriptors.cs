using Microsoft.CodeAnalysis;

namespace CutAwareQnn.Circuits.Generators;

/// <summary>Every diagnostic: CUTQ0xx declarations, 1xx layers, 2xx cuts, 3xx code size, 9xx a fault of the generator.</summary>
public static class Descriptors
{
    private static readonly DiagnosticDescriptor NotPartial = Error(
        "CUTQ001", "A circuit class must be partial",
        "'{0}' is not partial, so its compiled half has no place; write 'partial class {0}'");

    private static readonly DiagnosticDescriptor ContainerNotPartial = Error(
        "CUTQ002", "The types around a circuit class must be partial",
        "'{0}' is nested in '{1}', which is not partial; make '{1}' partial or move '{0}' out of it");

    private static readonly DiagnosticDescriptor Generic = Error(
        "CUTQ003", "A circuit class cannot be generic",
        "'{0}' is generic or nested in a generic type, but a circuit is one concrete type; remove the type parameters");

    private static readonly DiagnosticDescriptor Unnameable = Error(
        "CUTQ004", "A circuit class must be an ordinary class or record",
        "'{0}' is {1}, which cannot implement ICompiledCircuit in a second file; declare an ordinary class or record");

    private static readonly DiagnosticDescriptor QubitCount = Error(
        "CUTQ005", "A circuit needs a sensible number of qubits",
        "the circuit was given {0} qubits; give 1 to {1}");

    private static readonly DiagnosticDescriptor NoObservable = Error(
        "CUTQ006", "A circuit needs an observable",
        "'{0}' has no observable, so it has no value; add [Observable(\"{1}\")] with one letter per qubit");

    private static readonly DiagnosticDescriptor ObservableText = Error("CUTQ007", "An observable must be a sum of Pauli strings", "{0}");

    private static readonly DiagnosticDescriptor ObservableLength = Error(
        "CUTQ008", "An observable needs one letter per qubit",
        "observable '{0}' has {1} but the circuit has {2}; give one letter per qubit, e.g. \"{3}\"");

    private static readonly DiagnosticDescriptor PartitionText = Error("CUTQ009", "A partition needs one letter per qubit", "{0}");

    private static readonly DiagnosticDescriptor MemberTaken = Error(
        "CUTQ010", "A circuit class must leave the generated names free",
        "the compiled half of '{0}' declares '{1}', which is already a member or a type in scope; rename that");

    private static readonly DiagnosticDescriptor CutsTwice = Error(
        "CUTQ011", "Cuts are given in one way",
        "the cuts are given by {0}; give a partition, a largest number of qubits, or at least one position of a gate or wire");

    private static readonly DiagnosticDescriptor OldLanguage = Error(
        "CUTQ012", "A circuit class needs C# 11",
        "'{0}' is compiled as C# {1}, but its compiled half needs C# {2}; remove <LangVersion> from the project file or raise it");

    private static readonly DiagnosticDescriptor NotACircuit = Warning(
        "CUTQ013", "Attributes of a circuit need [QuantumCircuit]",
        "'{0}' has [{1}] but no [QuantumCircuit], so nothing is compiled for it; add [QuantumCircuit(qubits: n)]");

    private static readonly DiagnosticDescriptor ConstantObservable = Warning(
        "CUTQ014", "An observable should depend on the state", "{0}");

    private static readonly DiagnosticDescriptor NoLayers = Error(
        "CUTQ101", "A circuit needs a layer",
        "'{0}' has no layers, so its value is constant; add layers in order, e.g. [ZFeatureMap] and [RealAmplitudes]");

    private static readonly DiagnosticDescriptor Layer = Error("CUTQ102", "A layer's settings must lie in their range", "{0}");

    private static readonly DiagnosticDescriptor UnknownLayer = Error(
        "CUTQ103", "The generator must know the layer",
        "layer '{0}' is not one that the generator knows; use the layers of CutAwareQnn.Circuits");

    private static readonly DiagnosticDescriptor NoFile = Error(
        "CUTQ104", "An OpenQASM file must be among the additional files",
        "the project has {1} of the name '{0}' among its additional files; add <AdditionalFiles Include=\"…\" /> to the project file, "
        + "and as much of the path here as makes it the only one");

    private static readonly DiagnosticDescriptor NoProgram = Error(
        "CUTQ105", "An OpenQASM layer needs a program or a file",
        "the attribute names neither a program nor a file, or both; write [OpenQasm(\"OPENQASM 3.0; …\")] or [OpenQasm(File = "
        + "\"circuit.qasm\")]");

    private static readonly DiagnosticDescriptor NothingToRepeat = Error(
        "CUTQ106", "A repetition needs two layers after it",
        "DataReuploading repeats the two layers written after it, a feature map and an ansatz that are no files; write both");

    private static readonly DiagnosticDescriptor Unbuildable = Error(
        "CUTQ107", "The layers must make a circuit", "the layers of '{0}' do not make a circuit: {1}");

    private static readonly DiagnosticDescriptor UnusedWeights = Warning(
        "CUTQ108", "Every weight should occur in a gate",
        "'{0}' has {1} but no gate uses {2}; number weights from 0 without gaps, or write 'w' for the next one");

    private static readonly DiagnosticDescriptor UnusedFeatures = Info(
        "CUTQ109", "A feature occurs in no gate",
        "'{0}' takes {1} but no gate uses {2}; number features from 0 without gaps unless they are to be ignored");

    private static readonly DiagnosticDescriptor Uncuttable = Error("CUTQ201", "The cuts must be possible", "{0}");

    private static readonly DiagnosticDescriptor UselessCuts = Warning(
        "CUTQ202", "Cuts should separate fragments", "{0}");

    private static readonly DiagnosticDescriptor CutAtEnd = Warning(
        "CUTQ203", "A cut of a wire needs gates of its qubit on both sides", "{0}");

    private static readonly DiagnosticDescriptor OverBudget = Info(
        "CUTQ301", "The circuit is interpreted",
        "'{0}' would take more than {1} steps of code, or sweeps over a state of too many qubits; it is interpreted: its values "
        + "are the same, its speed is not");

    private static readonly DiagnosticDescriptor GradientOverBudget = Info(
        "CUTQ302", "The gradient is interpreted",
        "the gradient of '{0}' would take more than {1} steps of code; it is interpreted: its values are the same, its speed is not");

    private static readonly DiagnosticDescriptor CutOverBudget = Info(
        "CUTQ303", "The cut circuit is interpreted",
        "the cut form of '{0}' would take more than {1} steps of code; it is interpreted: its values are the same, its speed is not");

    private static readonly DiagnosticDescriptor Fault = Error(
        "CUTQ901", "The generator failed",
        "the circuit generator failed on '{0}': {1}; this is a fault of CutAwareQnn, please report it");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        NotPartial, ContainerNotPartial, Generic, Unnameable, QubitCount, NoObservable, ObservableText, ObservableLength, PartitionText,
        MemberTaken, CutsTwice, OldLanguage, NotACircuit, ConstantObservable, NoLayers, Layer, UnknownLayer, NoFile, NoProgram,
        NothingToRepeat, Unbuildable, UnusedWeights, UnusedFeatures, Uncuttable, UselessCuts, CutAtEnd, OverBudget, GradientOverBudget,
        CutOverBudget, Fault,
    ];

    /// <summary>Finds the descriptor of an id.</summary>
    public static DiagnosticDescriptor Find(string id) => All.First(d => d.Id == id);

    /// <summary>Returns whether nothing is generated for a circuit with this diagnostic.</summary>
    public static bool IsError(string id) => Find(id).DefaultSeverity == DiagnosticSeverity.Error;

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, "CutAwareQnn", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    private static DiagnosticDescriptor Info(string id, string title, string message) =>
        new(id, title, message, "CutAwareQnn", DiagnosticSeverity.Info, isEnabledByDefault: true);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "CutAwareQnn", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
