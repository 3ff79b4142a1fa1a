namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>A diagnostic before it has a location.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Place">Key into the reading's places.</param>
/// <param name="Arguments">The message's arguments.</param>
public sealed record Finding(string Id, string Place, EquatableArray<string> Arguments)
{
    /// <summary>Creates a finding with its message's arguments.</summary>
    public static Finding Of(string id, string place, params string[] arguments) => new(id, place, EquatableArray<string>.Of(arguments));
}
