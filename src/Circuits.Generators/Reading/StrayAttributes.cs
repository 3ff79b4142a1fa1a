using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>
/// Finds classes that have attributes of a circuit but not <see cref="QuantumCircuitAttribute"/>, so that nothing is generated.
/// </summary>
internal static class StrayAttributes
{
    private const string Ending = "Attribute";
    private const string Circuit = "QuantumCircuit";

    // The attributes of a circuit by their full names.
    private static readonly HashSet<string> Known =
    [
        .. typeof(QuantumCircuitAttribute).Assembly.GetTypes()
            .Where(t => typeof(Attribute).IsAssignableFrom(t) && !t.IsAbstract && t.Namespace == typeof(QuantumCircuitAttribute).Namespace)
            .Where(t => t != typeof(QuantumCircuitAttribute))
            .Select(t => t.FullName!),
    ];

    private static readonly HashSet<string> ShortNames = [.. Known.Select(name => Short(name.Substring(name.LastIndexOf('.') + 1)))];

    /// <summary>Returns whether a node may be such a class, by the names of its attributes alone.</summary>
    public static bool MayBe(SyntaxNode node)
    {
        if (node is not TypeDeclarationSyntax { AttributeLists.Count: > 0 } type)
        {
            return false;
        }

        string[] names = [.. type.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => Name(attribute.Name))];
        return names.Any(ShortNames.Contains) && !names.Contains(Circuit);
    }

    /// <summary>Reads a class; null where its attributes are others, or a further part of it is a circuit.</summary>
    public static DeclarationReading? Read(GeneratorSyntaxContext context, System.Threading.CancellationToken cancellation)
    {
        var syntax = (TypeDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(syntax, cancellation) is not INamedTypeSymbol type || DeclarationReader.IsCircuit(type))
        {
            return null;
        }

        AttributeData? stray = type.GetAttributes().FirstOrDefault(a => Known.Contains(a.AttributeClass?.ToDisplayString() ?? ""));
        return stray?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax attribute
            || !syntax.Span.Contains(attribute.Span)
            ? null
            : new(
                null,
                EquatableArray<Finding>.Of(Finding.Of("CUTQ013", Places.Class, type.Name, Name(attribute.Name))),
                new(EquatableArray<Place>.Of(Place.Of(Places.Class, attribute.GetLocation()))));
    }

    private static string Name(NameSyntax name) => Short(name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    });

    private static string Short(string name) =>
        name.EndsWith(Ending, StringComparison.Ordinal) ? name.Substring(0, name.Length - Ending.Length) : name;
}
