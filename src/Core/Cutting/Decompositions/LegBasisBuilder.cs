using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A <see cref="LegBasis"/> being written.</summary>
internal sealed class LegBasisBuilder
{
    private readonly string _name;
    private readonly IReadOnlyList<IReadOnlyList<Pauli>> _places;
    private readonly List<string> _entries = [];
    private readonly List<LegOperation> _operations = [];
    private readonly List<(int Entry, int Operation, double Weight)> _assembly = [];
    private readonly List<(int Operation, int Entry, double Weight)> _expansion = [];
    private readonly List<(int Operation, int Entry, double Weight)> _unsigned = [];
    private readonly List<(int Entry, int J, int I, Complex Weight)> _projection = [];

    public LegBasisBuilder(string name, IReadOnlyList<IReadOnlyList<Pauli>> places)
    {
        _name = name;
        _places = places;
    }

    /// <summary>The index of the next operation.</summary>
    public int OperationCount => _operations.Count;

    /// <summary>Returns the operators of a combination of insertions, one per place.</summary>
    public static Pauli[] Insertion(IReadOnlyList<IReadOnlyList<Pauli>> places, int index)
    {
        var operators = new Pauli[places.Count];
        for (int place = places.Count - 1; place >= 0; place--)
        {
            operators[place] = places[place][index % places[place].Count];
            index /= places[place].Count;
        }

        return operators;
    }

    /// <summary>Adds the next entry, <c>Σ weight·⟨ψ_j|O|ψ_i⟩</c>.</summary>
    public LegBasisBuilder AddEntry(string name, params (int J, int I, Complex Weight)[] projection)
    {
        _projection.AddRange(projection.Select(p => (_entries.Count, p.J, p.I, p.Weight)));
        _entries.Add(name);
        return this;
    }

    /// <summary>Adds the next operation, whose mean is <c>Σ weight·entry</c>.</summary>
    public LegBasisBuilder AddOperation(LegOperation operation, params (int Entry, double Weight)[] expansion)
    {
        _expansion.AddRange(expansion.Select(e => (_operations.Count, e.Entry, e.Weight)));
        _operations.Add(operation);
        return this;
    }

    /// <summary>Sets what the last operation's mean is without the sign of its outcome.</summary>
    public LegBasisBuilder Unsigned(params (int Entry, double Weight)[] expansion)
    {
        _unsigned.AddRange(expansion.Select(e => (_operations.Count - 1, e.Entry, e.Weight)));
        return this;
    }

    /// <summary>Lets an operation feed an entry.</summary>
    public LegBasisBuilder Assemble(int entry, int operation, double weight)
    {
        _assembly.Add((entry, operation, weight));
        return this;
    }

    /// <summary>Adds the diagonal entries <c>s_i ρ s_i</c> and, for i &lt; j, the pairs R_ij and T_ij, with their names.</summary>
    /// <remarks>
    /// <c>R_ij = (L_ij + L_ji)/2</c> and <c>T_ij = (L_ij - L_ji)/2i</c> with <c>L_ij(ρ) = s_i ρ s_j</c>, of mean ⟨ψ_j|O|ψ_i⟩.
    /// Mitarai and Fujii, arXiv:1909.07534 and arXiv:2006.11174.
    /// </remarks>
    public LegBasisBuilder AddPairEntries(IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            AddEntry(names[i], (i, i, 1));
        }

        for (int i = 0; i < names.Count; i++)
        {
            for (int j = i + 1; j < names.Count; j++)
            {
                string pair = names.Count == 2 ? "" : names[i] + names[j];
                AddEntry("R" + pair, (j, i, 0.5), (i, j, 0.5));
                AddEntry("T" + pair, (j, i, new Complex(0, -0.5)), (i, j, new Complex(0, 0.5)));
            }
        }

        return this;
    }

    public LegBasis Build(bool isWireOut = false, bool hasAncilla = false)
    {
        int insertions = _places.Aggregate(1, (count, operators) => count * operators.Count);
        double[,] assembly = new double[_entries.Count, _operations.Count];
        double[,] expansion = new double[_operations.Count, _entries.Count];
        Complex[,,] projection = new Complex[_entries.Count, insertions, insertions];
        foreach ((int entry, int operation, double weight) in _assembly)
        {
            assembly[entry, operation] += weight;
        }

        foreach ((int operation, int entry, double weight) in _expansion)
        {
            expansion[operation, entry] += weight;
        }

        double[,] unsigned = (double[,])expansion.Clone();
        foreach (int operation in _unsigned.Select(u => u.Operation).Distinct())
        {
            for (int entry = 0; entry < _entries.Count; entry++)
            {
                unsigned[operation, entry] = _unsigned.Where(u => u.Operation == operation && u.Entry == entry).Sum(u => u.Weight);
            }
        }

        foreach ((int entry, int j, int i, Complex weight) in _projection)
        {
            projection[entry, j, i] += weight;
        }

        return new(_name, _places, _entries, _operations, assembly, expansion, unsigned, projection, isWireOut, hasAncilla);
    }
}
