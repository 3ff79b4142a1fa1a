using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>Reads an annotated class into a <see cref="Declaration"/> and says what is wrong with it.</summary>
internal static class DeclarationReader
{
    /// <summary>Beyond this a state vector does not fit the interpreter.</summary>
    public const int MaxQubitCount = 24;

    private static readonly SymbolDisplayFormat Qualified =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>Reads one class.</summary>
    public static DeclarationReading Read(GeneratorAttributeSyntaxContext context)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        List<Place> places = [Place.Of(Places.Class, syntax.Identifier.GetLocation())];
        List<Finding> findings = [.. TypeRules.Check(type)];
        string name = type.Name;

        int qubits = 0;
        string? observable = null;
        string? partition = null;
        List<Layer> layers = [];
        bool hasLayer = false;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case "CutAwareQnn.Circuits.QuantumCircuitAttribute":
                    places.Add(Place.Of(Places.Circuit, Argument(attribute, 0, null)));
                    qubits = attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is int q ? q : 0;
                    break;
                case "CutAwareQnn.Circuits.ObservableAttribute":
                    places.Add(Place.Of(Places.Observable, Argument(attribute, 0, null)));
                    observable = Text(attribute);
                    break;
                case "CutAwareQnn.Circuits.PartitionAttribute":
                    places.Add(Place.Of(Places.Partition, Argument(attribute, 0, null)));
                    partition = Text(attribute);
                    break;
                default:
                    hasLayer |= LayerReader.Read(attribute, $"layer {places.Count}", layers, places, findings);
                    break;
            }
        }

        if (!hasLayer)
        {
            findings.Add(Finding.Of("CUTQ101", Places.Circuit, name));
        }

        findings.AddRange(CircuitRules.Check(name, qubits, observable, partition));
        Declaration? declaration = findings.Count > 0 ? null : new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Qualified),
            Headers(type).ToEquatableArray(),
            syntax.Identifier.Text,
            type.ToDisplayString(Qualified).Replace("@", ""),
            qubits,
            layers.ToEquatableArray(),
            observable!,
            partition);
        return new(declaration, findings.ToEquatableArray(), new(places.ToEquatableArray()));
    }

    /// <summary>The location of an attribute's argument, by name or position; of the attribute where it is not written.</summary>
    internal static Location Argument(AttributeData attribute, int index, string? name)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax)
        {
            return Location.None;
        }

        AttributeArgumentSyntax[] arguments = [.. syntax.ArgumentList?.Arguments ?? []];
        AttributeArgumentSyntax? argument = name is null
            ? arguments.Where(a => a.NameEquals is null).ElementAtOrDefault(index)
            : arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);
        return (argument?.Expression ?? (SyntaxNode)syntax).GetLocation();
    }

    private static string Text(AttributeData attribute) =>
        attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string ?? "" : "";

    private static IEnumerable<string> Headers(INamedTypeSymbol type)
    {
        IEnumerable<string> outer = type.ContainingType is null ? [] : Headers(type.ContainingType);
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        bool isKeyword = SyntaxFacts.GetKeywordKind(type.Name) != SyntaxKind.None;
        return outer.Append($"partial {keyword} {(isKeyword ? "@" : "")}{type.Name}");
    }
}
