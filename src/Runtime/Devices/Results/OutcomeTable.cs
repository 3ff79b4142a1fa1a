namespace CutAwareQnn.Runtime;

/// <summary>The outcomes of one circuit as a file records them: rows of '0' and '1' with weights, and what their positions are.</summary>
internal sealed class OutcomeTable
{
    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <summary>Creates a table without rows.</summary>
    /// <param name="columns">What the positions of a row are.</param>
    /// <param name="registers">The registers that the columns name.</param>
    public OutcomeTable(IReadOnlyList<OutcomeColumn> columns, IReadOnlyList<TableRegister>? registers = null)
    {
        Columns = columns;
        Registers = registers ?? [];
        _bySpan = _weights.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The circuit's name; null where the file has none.</summary>
    public string? Name { get; set; }

    /// <summary>The number of the row of inputs, as in <c>[2]</c>, that is appended to the name; null for none.</summary>
    public string? Row { get; init; }

    public IReadOnlyList<OutcomeColumn> Columns { get; }

    public IReadOnlyList<TableRegister> Registers { get; }

    /// <summary>Whether the registers are in the order of their declarations.</summary>
    public bool IsDeclaredOrder { get; init; }

    /// <summary>Whether qubits beyond the last column were 0 in every outcome.</summary>
    public bool MayLackHighQubits { get; init; }

    /// <summary>Whether the weights are probabilities instead of counts.</summary>
    public bool HasProbabilities { get; set; }

    /// <summary>The shots that the file states beside its weights; null where it states none.</summary>
    public long? StatedShots { get; init; }

    /// <summary>Shots without an outcome.</summary>
    public long LostShots { get; set; }

    public IReadOnlyDictionary<string, double> Weights => _weights;

    /// <summary>The columns of consecutive classical bits.</summary>
    public static OutcomeColumn[] Sequence(ColumnKind kind, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new OutcomeColumn(kind, i))];

    /// <summary>The columns of whole registers, one after another.</summary>
    public static OutcomeColumn[] Elements(IReadOnlyList<TableRegister> registers) =>
        [.. registers.SelectMany((register, r) =>
            Enumerable.Range(0, register.Size).Select(i => new OutcomeColumn(ColumnKind.Element, i, r)))];

    /// <summary>The same table of a circuit that is named outside it.</summary>
    public OutcomeTable Named(string? name)
    {
        Name ??= name;
        return this;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">As many characters '0' or '1' as there are columns.</param>
    /// <param name="weight">How often it occurred, or its probability.</param>
    public void Add(ReadOnlySpan<char> row, double weight = 1)
    {
        _bySpan.TryGetValue(row, out double before);
        _bySpan[row] = before + weight;
    }
}
