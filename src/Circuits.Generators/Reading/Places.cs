using Microsoft.CodeAnalysis;

namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>The locations of a declaration by key, as values: they keep no syntax tree alive.</summary>
/// <param name="Items">The places; the first is the class's name.</param>
public sealed record Places(EquatableArray<Place> Items)
{
    /// <summary>The key of the class's name.</summary>
    public const string Class = "class";

    /// <summary>The key of the <c>QuantumCircuit</c> attribute and its argument.</summary>
    public const string Circuit = "circuit";

    /// <summary>The key of the partition's text.</summary>
    public const string Partition = "partition";

    /// <summary>The key of the cuts given by position.</summary>
    public const string Cuts = "cuts";

    /// <summary>Returns the location for a key; the class's name if there is none.</summary>
    public Location Of(string key)
    {
        Place place = Items.FirstOrDefault(p => p.Key == key) ?? Items[0];
        return Location.Create(place.Path, place.Span, place.Lines);
    }
}
