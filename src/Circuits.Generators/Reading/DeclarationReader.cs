using CutAwareQnn.Cutting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>Reads an annotated class into a <see cref="Declaration"/> and reports what is wrong with it.</summary>
internal static class DeclarationReader
{
    /// <summary>Beyond this a state vector does not fit the interpreter.</summary>
    public const int MaxQubitCount = 24;

    // Static members of interfaces came with it.
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    private static readonly SymbolDisplayFormat Qualified =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>Returns whether a type is annotated as a circuit.</summary>
    public static bool IsCircuit(INamedTypeSymbol type) => Annotations(type).Any();

    /// <summary>Reads one class; null for a further part of a class, whose repeated attribute the compiler refuses.</summary>
    public static DeclarationReading? Read(GeneratorAttributeSyntaxContext context)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        if (Annotations(type).First().ApplicationSyntaxReference is { } first
            && !(first.SyntaxTree == syntax.SyntaxTree && syntax.Span.Contains(first.Span)))
        {
            return null;
        }

        List<Place> places = [Place.Of(Places.Class, syntax.Identifier.GetLocation())];
        List<Finding> findings = [.. TypeRules.Check(type)];
        string name = type.Name;
        LanguageVersion language = ((CSharpCompilation)context.SemanticModel.Compilation).LanguageVersion;
        if (language < OldestLanguage)
        {
            findings.Add(Finding.Of("CUTQ012", Places.Class, name, language.ToDisplayString(), OldestLanguage.ToDisplayString()));
        }

        int qubits = Qubits(type);
        string? partition = null;
        List<(string Text, string Place)> observables = [];
        List<Cut> cuts = [];
        int? maxQubits = null;
        var layers = new LayerReader(qubits, places, findings);
        bool isBroken = false;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case "CutAwareQnn.Circuits.QuantumCircuitAttribute":
                    places.Add(Place.Of(Places.Circuit, Argument(attribute, 0, null)));
                    isBroken |= attribute.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Error);
                    break;
                case "CutAwareQnn.Circuits.ObservableAttribute":
                    observables.Add((Text(attribute), $"observable {places.Count}"));
                    places.Add(Place.Of($"observable {places.Count}", Argument(attribute, 0, null)));
                    isBroken |= IsBroken(attribute);
                    break;
                case "CutAwareQnn.Circuits.PartitionAttribute":
                    places.Add(Place.Of(Places.Partition, Argument(attribute, 0, null)));
                    partition = Text(attribute);
                    isBroken |= IsBroken(attribute);
                    break;
                case "CutAwareQnn.Circuits.CutGatesAttribute":
                    places.Add(Place.Of(Places.Cuts, OnlyArgument(attribute)));
                    isBroken |= IsBroken(attribute);
                    cuts.AddRange(Numbers(attribute, 0).Select(i => new GateCut(i)));
                    break;
                case "CutAwareQnn.Circuits.CutWiresAttribute":
                    places.Add(Place.Of(Places.Cuts, Whole(attribute)));
                    isBroken |= IsBroken(attribute);
                    cuts.AddRange(Numbers(attribute, 1).Select(i => new WireCut(Numbers(attribute, 0).DefaultIfEmpty(-1).First(), i)));
                    break;
                case "CutAwareQnn.Circuits.MaxQubitsAttribute":
                    places.Add(Place.Of(Places.Cuts, Argument(attribute, 0, null)));
                    isBroken |= IsBroken(attribute);
                    maxQubits = Numbers(attribute, 0).DefaultIfEmpty(0).First();
                    break;
                default:
                    layers.Read(attribute);
                    break;
            }
        }

        EquatableArray<DeclaredLayer> declared = layers.Complete();
        if (!layers.HasLayers)
        {
            findings.Add(Finding.Of("CUTQ101", Places.Circuit, name));
        }

        Finding[] wrongCount = [.. CircuitRules.CheckQubits(qubits)];
        findings.AddRange(wrongCount);
        if (wrongCount.Length == 0)
        {
            findings.AddRange(CircuitRules.CheckObservables(name, qubits, observables));
            findings.AddRange(CircuitRules.CheckPartition(qubits, partition));
        }

        string?[] ways =
            [partition is null ? null : "a partition", cuts.Count > 0 ? "positions" : null, maxQubits is null ? null : "a width"];
        string[] given = [.. ways.OfType<string>()];
        if (given.Length > 1 || (given.Length == 0 && places.Any(p => p.Key == Places.Cuts)))
        {
            findings.Add(Finding.Of("CUTQ011", Places.Cuts, given.Length == 0 ? "no position" : string.Join(" and ", given)));
        }

        Declaration? declaration = findings.Any(f => Descriptors.IsError(f.Id)) || isBroken || layers.IsBroken ? null : new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Qualified),
            Headers(type).ToEquatableArray(),
            syntax.Identifier.Text,
            type.ToDisplayString(Qualified).Replace("@", ""),
            qubits,
            declared,
            observables.Select(o => o.Text).ToEquatableArray(),
            partition,
            cuts.ToEquatableArray(),
            maxQubits);
        return new(declaration, isBroken ? [] : findings.ToEquatableArray(), new(places.ToEquatableArray()));
    }

    /// <summary>Returns the location of an attribute's argument, by name or position; of the attribute where it is not written.</summary>
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

    /// <summary>Returns the location of an attribute.</summary>
    internal static Location Whole(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? Location.None;

    /// <summary>Returns the location of an attribute's argument where it has one only; else of the attribute.</summary>
    internal static Location OnlyArgument(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
            ? arguments[0].Expression.GetLocation()
            : Whole(attribute);

    private static IEnumerable<AttributeData> Annotations(INamedTypeSymbol type) =>
        type.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == "CutAwareQnn.Circuits.QuantumCircuitAttribute");

    private static int Qubits(INamedTypeSymbol type) => Annotations(type)
        .Select(a => a.ConstructorArguments.Length == 1 && a.ConstructorArguments[0].Value is int qubits ? qubits : 0)
        .FirstOrDefault();

    private static bool IsBroken(AttributeData attribute) => attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Error
            || (a.Kind == TypedConstantKind.Array && !a.IsNull && a.Values.Any(v => v.Kind == TypedConstantKind.Error)));

    // An argument of integers, one or a list of them; none where null is written.
    private static IEnumerable<int> Numbers(AttributeData attribute, int index)
    {
        if (IsBroken(attribute) || index >= attribute.ConstructorArguments.Length || attribute.ConstructorArguments[index].IsNull)
        {
            return [];
        }

        TypedConstant argument = attribute.ConstructorArguments[index];
        return argument.Kind == TypedConstantKind.Array ? argument.Values.Select(v => v.Value).OfType<int>() : [(int)argument.Value!];
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
