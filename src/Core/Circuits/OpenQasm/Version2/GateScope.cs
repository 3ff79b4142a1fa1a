namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The gates that a program may use so far.</summary>
internal sealed class GateScope
{
    private readonly NameTable<GateDefinition> _gates = new();
    private bool _hasLibrary;

    public GateScope(IEnumerable<GateDefinition>? gates = null)
    {
        foreach (string name in (string[])["U", "CX"])
        {
            _gates.Set(name, GateDefinition.OfRow(name, Gates.Find(name)!, GateOrigin.Language));
        }

        foreach (GateDefinition gate in gates ?? [])
        {
            _gates.Set(gate.Name, gate);
        }
    }

    public IEnumerable<GateDefinition> All => _gates.Values;

    /// <summary>Finds a gate that is declared, or one of a vendor's library, which exporters use without declaring it.</summary>
    public bool TryFind(SourceText source, Token name, out GateDefinition gate)
    {
        if (_gates.TryFind(source.Text, name, out gate))
        {
            return true;
        }

        if (!_hasLibrary || VendorGates.Find(source.Cut(name)) is not { } vendor)
        {
            return false;
        }

        gate = vendor;
        return true;
    }

    /// <summary>Finds the gate of a name at the start of a statement.</summary>
    public GateDefinition Find(SourceText source, Token name) =>
        TryFind(source, name, out GateDefinition gate)
            ? gate
            : throw source.Error(name.Start, $"gate {source.Quote(name)} is not declared; {Remedy(source.Cut(name))}");

    /// <summary>Adds the gates of <c>qelib1.inc</c>; those the file declared itself stay.</summary>
    public void IncludeLibrary(SourceText source, Token include)
    {
        Dictionary<string, GateDefinition> own = _gates.Values
            .Where(g => g.Origin == GateOrigin.File)
            .ToDictionary(g => g.Name, StringComparer.Ordinal);
        foreach (GateDefinition gate in _hasLibrary ? [] : Qelib1.All)
        {
            bool isOwn = own.ContainsKey(gate.Name);
            if (isOwn && gate.Origin == GateOrigin.Language)
            {
                throw source.Error(
                    include.Start, $"{Qelib1.FileName} declares gate '{gate.Name}' again; remove the file's own definition of it");
            }

            if (!isOwn)
            {
                _gates.Set(gate.Name, gate);
            }
        }

        _hasLibrary = true;
    }

    /// <summary>Returns whether the file may not use the name for a gate of its own.</summary>
    public bool IsTaken(SourceText source, Token name) =>
        _gates.TryFind(source.Text, name, out GateDefinition gate) && gate.Origin != GateOrigin.Library;

    /// <summary>Adds a gate; one that spells out a row of the gate table becomes that row.</summary>
    public void Declare(GateDefinition gate) => _gates.Set(
        gate.Name,
        gate.Body is not null && RowMatch.Find(gate) is { } row ? GateDefinition.OfRow(gate.Name, row, gate.Origin) : gate);

    private string Remedy(string name)
    {
        if (!_hasLibrary && Qelib1.All.Any(g => g.Name == name))
        {
            return $"write include \"{Qelib1.FileName}\"; first";
        }

        string? nearest = Gates.Find(name) is { } row && _gates.Values.Any(g => g.Name == row.Name)
            ? row.Name
            : NearestName.Of(name, _gates.Names);
        return nearest is null ? "declare it before its use" : $"did you mean '{nearest}'? Otherwise declare it before its use";
    }
}
