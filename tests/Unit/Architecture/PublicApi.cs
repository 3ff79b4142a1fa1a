using System.Reflection;
using System.Runtime.CompilerServices;

namespace CutAwareQnn.Unit.Architecture;

/// <summary>What an assembly offers to users, one line per public type and member, in ordinal order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(Lines).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        string name = Name(type);
        Type[] inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<string> parents =
            type.GetInterfaces().Except(inherited).Where(i => i.IsVisible).Select(Name).Order(StringComparer.Ordinal);
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
        {
            parents = parents.Prepend(Name(parent));
        }

        string bases = string.Join(", ", parents);
        yield return $"{Kind(type)} {name}{(bases.Length > 0 && !type.IsEnum ? " : " + bases : "")}";
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            yield break;
        }

        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            string? line = member switch
            {
                FieldInfo { IsPublic: true, IsSpecialName: false } f => $"{(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}",
                PropertyInfo p when p.GetAccessors().Length > 0 =>
                    $"{Name(p.PropertyType)} {p.Name} {{ {string.Join(" ", p.GetAccessors().Select(Accessor))} }}",
                ConstructorInfo c when IsSeen(c) && !c.IsStatic => $"new({Parameters(c)})",
                MethodInfo { IsSpecialName: false } m when IsSeen(m) && !IsCompilers(m) =>
                    $"{Modifiers(m)}{Name(m.ReturnType)} {m.Name}{Arguments(m)}({Parameters(m)})",
                EventInfo e when e.AddMethod is { IsPublic: true } => $"event {Name(e.EventHandlerType!)} {e.Name}",
                _ => null,
            };
            if (line is not null)
            {
                yield return $"{name}.{line}";
            }
        }
    }

    // Equality and printing of records follow from their properties.
    private static bool IsCompilers(MethodInfo method) => method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name.Contains('<');

    private static bool IsSeen(MethodBase method) => method.IsPublic || (method.IsFamily && !method.DeclaringType!.IsSealed);

    private static string Accessor(MethodInfo accessor) => !accessor.Name.StartsWith("set", StringComparison.Ordinal)
        ? "get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { IsAbstract: true, DeclaringType.IsInterface: false } => "abstract ",
        { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false } => "virtual ",
        _ => "",
    };

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(
        ", ",
        method.GetParameters().Select(p => (p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "") + $"{Name(p.ParameterType)} {p.Name}"
            + (p.HasDefaultValue ? " = " + (p.RawDefaultValue is { } value ? FormattableString.Invariant($"{value}") : "default") : "")));

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray || type.IsPointer)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : type.IsPointer ? "*" : "");
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        string own = type.Name.Split('`')[0];
        string outer = type.DeclaringType is { } declaring ? Name(declaring) + "." : "";
        return !type.IsGenericType ? outer + own : $"{outer}{own}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
