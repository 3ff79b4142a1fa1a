using System.Reflection;
using CutAwareQnn.Circuits.Generators.Printing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>
/// An attribute of the linked rooms made anew from what is written in code, and the expression that makes it again: reader, printer
/// and library have one description of each layer, its attribute.
/// </summary>
internal sealed class WrittenAttribute
{
    private readonly ConstructorInfo _constructor;
    private readonly (ParameterInfo Parameter, TypedConstant Value)[] _positional;
    private readonly (PropertyInfo Property, TypedConstant Value)[] _named;

    private WrittenAttribute(
        ConstructorInfo constructor,
        (ParameterInfo Parameter, TypedConstant Value)[] positional,
        (PropertyInfo Property, TypedConstant Value)[] named)
    {
        _constructor = constructor;
        _positional = positional;
        _named = named;
    }

    /// <summary>The names of the properties that are set.</summary>
    public IEnumerable<string> Named => _named.Select(n => n.Property.Name);

    /// <summary>The expression that makes the attribute.</summary>
    public string Text
    {
        get
        {
            string arguments = string.Join(", ", _positional.Select(p => Value(p.Value)));
            string settings = string.Join(", ", _named.Select(n => $"{n.Property.Name} = {Value(n.Value)}"));
            return $"new global::{_constructor.DeclaringType!.FullName}({arguments})" + (settings.Length > 0 ? $" {{ {settings} }}" : "");
        }
    }

    /// <summary>Finds the linked attribute type; null for attributes of others, and for code that does not compile.</summary>
    public static WrittenAttribute? Of(AttributeData attribute)
    {
        Type? type = attribute.AttributeClass is { } written && written.ContainingType is null
            ? typeof(LayerAttribute).Assembly.GetType(written.ToDisplayString())
            : null;
        ParameterInfo[]? parameters = null;
        ConstructorInfo? constructor = type?.GetConstructors().FirstOrDefault(c =>
            (parameters = c.GetParameters()).Length == attribute.ConstructorArguments.Length
            && attribute.AttributeConstructor?.Parameters.Select(p => p.Name).SequenceEqual(parameters.Select(p => p.Name)) == true);
        if (constructor is null
            || attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(n => n.Value)).Any(IsBroken)
            || attribute.NamedArguments.Any(n => type!.GetProperty(n.Key)?.CanWrite != true))
        {
            return null;
        }

        return new(
            constructor,
            [.. parameters!.Zip(attribute.ConstructorArguments, (p, v) => (p, v))],
            [.. attribute.NamedArguments.Select(n => (type!.GetProperty(n.Key)!, n.Value))]);
    }

    /// <summary>Makes the attribute, on request without one of its settings.</summary>
    public Attribute Make(string? without = null)
    {
        var attribute = (Attribute)_constructor.Invoke([.. _positional.Select(p => Plain(p.Value, p.Parameter.ParameterType))]);
        foreach ((PropertyInfo property, TypedConstant value) in _named.Where(n => n.Property.Name != without))
        {
            property.SetValue(attribute, Plain(value, property.PropertyType));
        }

        return attribute;
    }

    private static bool IsBroken(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error || (value.Kind == TypedConstantKind.Array && !value.IsNull && value.Values.Any(IsBroken));

    private static object? Plain(TypedConstant value, Type type)
    {
        if (value.IsNull)
        {
            return null;
        }

        if (value.Kind == TypedConstantKind.Array)
        {
            Type element = type.GetElementType()!;
            var array = Array.CreateInstance(element, value.Values.Length);
            for (int i = 0; i < value.Values.Length; i++)
            {
                array.SetValue(Plain(value.Values[i], element), i);
            }

            return array;
        }

        return type.IsEnum ? Enum.ToObject(type, value.Value!) : value.Value;
    }

    private static string Value(TypedConstant value) => value switch
    {
        { IsNull: true } => "null!",
        { Kind: TypedConstantKind.Array } =>
            $"new {value.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {{ "
            + $"{string.Join(", ", value.Values.Select(Value))} }}",
        { Kind: TypedConstantKind.Enum } => EnumText(value),
        { Value: bool flag } => flag ? "true" : "false",
        { Value: double number } => Literal.Of(number),
        { Value: string text } => Literal.Of(text),
        _ => SymbolDisplay.FormatPrimitive(value.Value!, quoteStrings: true, useHexadecimalNumbers: false),
    };

    private static string EnumText(TypedConstant value)
    {
        string type = value.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        IFieldSymbol? member = value.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => Equals(f.ConstantValue, value.Value));
        return member is null ? $"({type})({value.Value})" : $"{type}.{member.Name}";
    }
}
