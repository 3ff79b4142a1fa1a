using Microsoft.CodeAnalysis;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>Reads layer attributes: a row a layer.</summary>
internal static class LayerReader
{
    /// <summary>Adds the layer of an attribute; false if the attribute is no layer.</summary>
    public static bool Read(AttributeData attribute, string key, List<Layer> layers, List<Place> places, List<Finding> findings)
    {
        if (attribute.AttributeClass?.BaseType?.ToDisplayString() != "CutAwareQnn.Circuits.LayerAttribute")
        {
            return false;
        }

        Layer? layer = attribute.AttributeClass.ToDisplayString() switch
        {
            "CutAwareQnn.Circuits.ZFeatureMapAttribute" => new ZFeatureMap(Number(attribute, "Reps", 2)),
            "CutAwareQnn.Circuits.RealAmplitudesAttribute" => new RealAmplitudes(
                Number(attribute, "Reps", 3), (Entanglement)Number(attribute, "Entanglement", (int)Entanglement.ReverseLinear)),
            _ => null,
        };
        places.Add(Place.Of(key, DeclarationReader.Argument(attribute, 0, "Reps")));
        if (layer is null)
        {
            findings.Add(Finding.Of("CUTQ103", key, attribute.AttributeClass.Name));
        }
        else if (CircuitRules.Fault(() => new CircuitBuilder(1).Add(layer)) is { } fault)
        {
            findings.Add(Finding.Of("CUTQ102", key, fault));
        }
        else
        {
            layers.Add(layer);
        }

        return true;
    }

    private static int Number(AttributeData attribute, string name, int otherwise)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Value is int value)
            {
                return value;
            }
        }

        return otherwise;
    }
}
