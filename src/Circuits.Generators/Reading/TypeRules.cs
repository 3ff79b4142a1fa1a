using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>The rules that let a class have a second half in another file.</summary>
internal static class TypeRules
{
    /// <summary>The members that the compiled half declares.</summary>
    internal static readonly string[] Members =
        [
        "Circuit", "Observable", "Observables", "Partition", "Plan", "CompiledCut", "Evaluate", "EvaluateWithGradient", "EvaluateCut",
        "EvaluateCutWithGradient", "Declared", "Planned", "Interpreted", "InterpretedCut", "Kernels", "Lanes", "Lanes8", "Lanes4", "Lanes1",
    ];

    /// <summary>Returns what is wrong with the class.</summary>
    public static IEnumerable<Finding> Check(INamedTypeSymbol type)
    {
        if (!IsPartial(type))
        {
            yield return Finding.Of("CUTQ001", Places.Class, type.Name);
        }

        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer))
            {
                yield return Finding.Of("CUTQ002", Places.Class, type.Name, outer.Name);
            }
        }

        if (type.IsGenericType)
        {
            yield return Finding.Of("CUTQ003", Places.Class, type.Name);
        }

        if (type.IsStatic || IsFileLocal(type) || type.TypeKind != TypeKind.Class)
        {
            string kind = type.TypeKind != TypeKind.Class ? "no class" : type.IsStatic ? "static" : "local to its file";
            yield return Finding.Of("CUTQ004", Places.Class, type.Name, kind);
        }

        foreach (string name in Members.Where(m => type.Name == m || IsTaken(type, m)))
        {
            yield return Finding.Of("CUTQ010", Places.Class, type.Name, name);
        }
    }

    private static bool IsTaken(INamedTypeSymbol type, string member)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            // The members of a base that is a circuit are hidden on purpose.
            bool isHidden = !ReferenceEquals(declaring, type) && DeclarationReader.IsCircuit(declaring);
            if (!isHidden
                && declaring.GetMembers(member)
                    .Any(m => ReferenceEquals(declaring, type) || m.DeclaredAccessibility != Accessibility.Private))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartial(INamedTypeSymbol type) => Syntaxes(type).All(s => s.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool IsFileLocal(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<TypeDeclarationSyntax> Syntaxes(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>();
}
