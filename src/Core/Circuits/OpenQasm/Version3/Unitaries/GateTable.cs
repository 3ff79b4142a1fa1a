namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The gates that a program of version 3 may use so far.</summary>
internal sealed class GateTable
{
    private readonly SourceText _source;
    private readonly Dictionary<string, UnitaryDefinition> _gates = new(StringComparer.Ordinal);

    public GateTable(SourceText source)
    {
        _source = source;
        _gates.Add(StandardGates.U.Name, StandardGates.U);
    }

    public IEnumerable<UnitaryDefinition> All => _gates.Values;

    /// <summary>Returns the gate of a name that is declared or included, or null.</summary>
    public UnitaryDefinition? Find(string name) => _gates.TryGetValue(name, out UnitaryDefinition? gate) ? gate : null;

    /// <summary>
    /// Returns the gate of a name that is used: a declared one, else one of the libraries, which exporters such as Braket's use
    /// without an include; null if there is none.
    /// </summary>
    public UnitaryDefinition? FindUsed(string name) => Find(name) ?? StandardGates.FindUndeclared(name) ?? VendorGates.FindExact(name);

    /// <summary>Returns whether the file may not use the name for a gate of its own.</summary>
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

    }

    /// <summary>Returns the error of a gate that is not declared.</summary>
    public OpenQasmException NotDeclared(int start, string name)
    {
        string? nearest = Gates.Find(name) is { } row && _gates.ContainsKey(row.Name)
            ? row.Name
            : NearestName.Of(name, _gates.Keys.Concat(StandardGates.Version3.Select(g => g.Name))) ?? ReservedWords.Nearest(name);
        string remedy = nearest is null ? "declare it before its use"
            : $"did you mean '{nearest}'? Otherwise declare it before its use";
        return _source.Error(start, $"gate {QuotedText.Of(name)} is not declared; {remedy}");
    }
}
