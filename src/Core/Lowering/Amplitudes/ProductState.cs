using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>
/// A pure state as a product of groups of qubits, merged only when a gate entangles them. The grouping depends on the gates alone, so
/// all kets of a fragment are grouped alike.
/// </summary>
internal sealed class ProductState
{
    private readonly ProgramBuilder _builder;
    private readonly QubitGroup[] _groupOf;

    /// <summary>Starts in |0…0⟩.</summary>
    public ProductState(ProgramBuilder builder, int qubitCount)
    {
        _builder = builder;
        _groupOf = Enumerable.Range(0, qubitCount).Select(q => QubitGroup.Ground(builder, q)).ToArray();
    }

    /// <summary>Starts in a product of groups.</summary>
    /// <param name="builder">Receives the steps.</param>
    /// <param name="groups">Groups of qubits 0, 1, … in any order.</param>
    public ProductState(ProgramBuilder builder, IReadOnlyList<QubitGroup> groups)
    {
        _builder = builder;
        _groupOf = new QubitGroup[groups.Sum(g => g.Qubits.Length)];
        foreach (QubitGroup group in groups)
        {
            Set(group);
        }
    }

    private ProductState(ProductState other)
    {
        _builder = other._builder;
        _groupOf = [.. other._groupOf];
    }

    /// <summary>The factors, by their lowest qubit.</summary>
    public IEnumerable<QubitGroup> Groups => _groupOf.Distinct(ReferenceComparer.Instance);

    /// <summary>Returns an independent copy.</summary>
    public ProductState Copy() => new(this);

    /// <summary>Applies a gate.</summary>
    public void Apply(GateInstruction gate)
    {
        if (gate.Gate == Gates.Swap)
        {
            Exchange(gate.Targets[0], gate.Targets[1]);
            return;
        }

        if (gate.Gate == Gates.Id)
        {
            return;
        }

        Amplitude[] matrix = SymbolicGate.Matrix(_builder, gate);
        QubitGroup group = gate.Targets.Select(q => _groupOf[q])
            .Distinct(ReferenceComparer.Instance)
            .Aggregate((joint, next) => joint.Merge(_builder, next));
        (Amplitude[] scaled, double weight) = Extract(matrix);
        Set(group.Apply(_builder, scaled, gate.Targets) with { Weight = group.Weight * weight });
    }

    /// <summary>Applies a Pauli operator: signs and exchanges, no steps.</summary>
    public void Apply(Pauli pauli, int qubit)
    {
        Gate gate = pauli switch { Pauli.X => Gates.X, Pauli.Y => Gates.Y, Pauli.Z => Gates.Z, _ => Gates.Id };
        Apply(new GateInstruction(gate, EquatableArray<int>.Of(qubit), EquatableArray<Angle>.Empty));
    }

    private void Exchange(int first, int second)
    {
        QubitGroup one = _groupOf[first];
        QubitGroup other = _groupOf[second];
        Set(Renamed(one));
        if (!ReferenceEquals(one, other))
        {
            Set(Renamed(other));
        }

        QubitGroup Renamed(QubitGroup group) => group with
        {
            Qubits = group.Qubits.Select(q => q == first ? second : q == second ? first : q).ToArray(),
        };
    }

    private void Set(QubitGroup group)
    {
        foreach (int qubit in group.Qubits)
        {
            _groupOf[qubit] = group;
        }
    }

    // A constant matrix whose parts are all 0 or ±m becomes one of 0 and ±1, and m² goes to the weight.
    private (Amplitude[] Matrix, double Weight) Extract(Amplitude[] matrix)
    {
        const double Rounding = 1e-15;
        double magnitude = 0;
        foreach (Amplitude entry in matrix)
        {
            foreach (Real part in new[] { entry.Re, entry.Im })
            {
                if (!_builder.IsConstant(part, out double value))
                {
                    return (matrix, 1);
                }

                value = Math.Abs(value);
                if (value > Rounding && magnitude > 0 && Math.Abs(value - magnitude) > Rounding)
                {
                    return (matrix, 1);
                }

                magnitude = value > Rounding ? value : magnitude;
            }
        }

        double weight = magnitude * magnitude;
        double exact = Math.Round(weight * 1024) / 1024;
        return (
            matrix.Select(e => new Amplitude(SignOf(e.Re), SignOf(e.Im))).ToArray(), Math.Abs(weight - exact) < Rounding ? exact : weight);

        Real SignOf(Real part)
        {
            _builder.IsConstant(part, out double value);
            return Math.Abs(value) < Rounding ? _builder.Zero : _builder.Constant(Math.Sign(value));
        }
    }

    private sealed class ReferenceComparer : IEqualityComparer<QubitGroup>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(QubitGroup? x, QubitGroup? y) => ReferenceEquals(x, y);

        public int GetHashCode(QubitGroup obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
