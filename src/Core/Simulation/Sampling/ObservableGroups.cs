using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The observables of a fragment in groups that one measurement basis serves: on every qubit their letters are equal or I. First fit,
/// in the fragment's order.
/// </summary>
internal static class ObservableGroups
{
    // 2^5 outcomes are drawn and 32 products evaluated; a larger group is split.
    private const int MostIndependent = 5;

    /// <summary>Returns the groups, each ascending.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="areShared">Whether observables may share a run at all.</param>
    public static IReadOnlyList<ObservableGroup> Of(Fragment fragment, bool areShared)
    {
        var groups = new List<ObservableGroup>();
        for (int o = 0; o < fragment.Observables.Count; o++)
        {
            PauliString observable = fragment.Observables[o];
            ObservableGroup? group = areShared ? groups.Find(g => g.Takes(observable)) : null;
            if (group is null)
            {
                groups.Add(group = new(fragment.QubitCount));
            }

            group.Add(o, observable);
        }

        return groups;
    }

    /// <summary>One group.</summary>
    internal sealed class ObservableGroup(int qubitCount)
    {
        private readonly Pauli[] _letters = new Pauli[qubitCount];
        private readonly ParityBasis _basis = new();

        /// <summary>Indices of the observables.</summary>
        public List<int> Members { get; } = [];

        public bool Takes(PauliString observable) =>
            observable.Support.All(q => _letters[q] == Pauli.I || _letters[q] == observable[q])
            && (_basis.Rank < MostIndependent || _basis.Spans(Mask(observable)));

        public void Add(int index, PauliString observable)
        {
            Members.Add(index);
            _basis.Add(Mask(observable));
            foreach (int qubit in observable.Support)
            {
                _letters[qubit] = observable[qubit];
            }
        }

        /// <summary>The letters on all qubits.</summary>
        public PauliString Basis => PauliString.Of(_letters);

        /// <summary>Returns the product of the group's letters over a set of qubits.</summary>
        public PauliString Product(ulong support) => PauliString.Of(_letters.Select((p, q) => (support >> q & 1) == 0 ? Pauli.I : p));

        public static ulong Mask(PauliString observable) => observable.Support.Aggregate(0UL, (mask, q) => mask | (1UL << q));
    }
}
