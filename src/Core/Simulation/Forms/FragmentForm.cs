using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// Fragments in forms: what their simulation depends on. Where a fragment is in its plan, and what its slots are bound to, stays with
/// the sender, so that equal fragments have equal forms.
/// </summary>
internal static class FragmentForm
{
    public static void Write(FormWriter writer, Fragment fragment)
    {
        if (fragment.Slots.Count != fragment.Circuit.WeightCount || fragment.Circuit.FeatureCount > 0)
        {
            throw new BackendException(
                $"fragment {fragment.Index} has {Counted.Of(fragment.Slots.Count, "slot")} but its circuit has other symbols; "
                + "use the planner's fragments");
        }

        writer.Write(fragment.HelperCount);
        CircuitForm.Write(writer, fragment.Circuit);
        writer.Write(fragment.Legs.Count);
        foreach (Leg leg in fragment.Legs)
        {
            writer.WriteCounted(leg.Qubits);
            LegBasisForm.Write(writer, leg.Basis);
        }

        writer.Write(fragment.Observables.Count);
        foreach (PauliString observable in fragment.Observables)
        {
            writer.Write(observable.Letters);
        }
    }

    public static Fragment Read(ref FormReader reader, int index)
    {
        int helpers = reader.Int32();
        Circuit circuit = CircuitForm.Read(ref reader);
        if (helpers < 0 || helpers > circuit.QubitCount)
        {
            throw reader.Wrong($"{helpers} of {Counted.Of(circuit.QubitCount, "qubit")} are helpers");
        }

        // Every slot is one angle of one gate.
        int angles = circuit.Instructions.Sum(i => i.Unconditional() is GateInstruction gate ? gate.Angles.Count : 0);
        if (circuit.WeightCount > angles || circuit.FeatureCount > 0)
        {
            throw reader.Wrong($"a fragment with {Counted.Of(angles, "angle")} has {Counted.Of(circuit.WeightCount, "slot")}");
        }

        var legs = new Leg[reader.Count(8)];
        for (int l = 0; l < legs.Length; l++)
        {
            int[] qubits = reader.CountedInt32s();
            if (Array.Exists(qubits, q => q < 0 || q >= circuit.QubitCount))
            {
                throw reader.Wrong($"cut end {l} acts on a qubit that the fragment does not have");
            }

            LegBasis basis = LegBasisForm.Read(ref reader);
            legs[l] = qubits.Length == basis.Places.Count
                ? new(0, EquatableArray<int>.Of(qubits), basis)
                : throw reader.Wrong($"cut end {l} has {Counted.Of(qubits.Length, "qubit")} for {Counted.Of(basis.Places.Count, "place")}");
        }

        Check(ref reader, circuit, legs);
        var observables = new PauliString[reader.Count(4)];
        for (int o = 0; o < observables.Length; o++)
        {
            observables[o] = PauliString.Parse(reader.Text());
            if (observables[o].QubitCount != circuit.QubitCount)
            {
                throw reader.Wrong($"observable {o} has not one letter per qubit");
            }
        }

        return new(
            index,
            circuit,
            EquatableArray<int>.Empty,
            EquatableArray<Leg>.Of(legs),
            Enumerable.Range(0, circuit.WeightCount).Select(slot => new Slot(Angle.Weight(slot), ShiftRule.TwoTerm)).ToEquatableArray(),
            EquatableArray<PauliString>.Of(observables))
        {
            HelperCount = helpers,
        };
    }

    private static void Check(ref FormReader reader, Circuit circuit, Leg[] legs)
    {
        foreach (CutEnd end in circuit.Instructions.Select(i => i.Unconditional()).OfType<CutEnd>())
        {
            if (end.Leg < 0 || end.Leg >= legs.Length || end.Place < 0 || end.Place >= legs[end.Leg].Qubits.Count)
            {
                throw reader.Wrong($"the circuit has a mark of leg {end.Leg}, place {end.Place}, which is no cut end of the fragment");
            }
        }
    }
}
