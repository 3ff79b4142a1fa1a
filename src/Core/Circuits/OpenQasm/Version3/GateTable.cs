namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The gates that a program of version 3 may use so far.</summary>
internal sealed class GateTable
{
    private readonly SourceText _source;
    private readonly Dictionary<string, UnitaryDefinition> _gates = new(StringComparer.Ordinal);
    private bool _hasLibrary;

    public GateTable(SourceText source)
    {
        _source = source;
        _gates.Add(StandardGates.U.Name, StandardGates.U);
    }

    public IEnumerable<UnitaryDefinition> All => _gates.Values;

    /// <summary>The gate of a name, or null.</summary>
    public UnitaryDefinition? Find(string name) => _gates.TryGetValue(name, out UnitaryDefinition? gate) ? gate : null;

    /// <summary>Whether the file may not use the name for a gate of its own.</summary>
    public bool IsTaken(string name) => Find(name) is { Origin: not GateOrigin.Library };

    /// <summary>Adds a gate of the file.</summary>
    public void Declare(UnitaryDefinition gate) => _gates[gate.Name] = gate;

    /// <summary>Adds a library; what the file declared itself stays.</summary>
    public void Include(IEnumerable<UnitaryDefinition> library, int start, string file)
    {
        foreach (UnitaryDefinition gate in library)
        {
            bool isOwn = Find(gate.Name) is { Origin: GateOrigin.File };
            if (isOwn && gate.Origin == GateOrigin.Language)
            {
                throw _source.Error(start, $"{file} declares gate '{gate.Name}' again; remove the file's own definition of it");
            }

            if (!isOwn)
            {
                _gates[gate.Name] = gate;
            }
        }

        _hasLibrary = true;
    }

    /// <summary>The error of a gate that is not declared.</summary>
    public OpenQasmException NotDeclared(int start, string name)
    {
        string? nearest = Gates.Find(name) is { } row && _gates.ContainsKey(row.Name)
            ? row.Name
            : NearestName.Of(name, _gates.Keys) ?? ReservedWords.Nearest(name);
        string remedy = !_hasLibrary && StandardGates.Version3.Any(g => g.Name == name)
            ? $"write include \"{StandardGates.FileName}\"; first"
            : nearest is null ? "declare it before its use"
            : $"did you mean '{nearest}'? Otherwise declare it before its use";
        return _source.Error(start, $"gate {QuotedText.Of(name)} is not declared; {remedy}");
    }
}
