namespace CutAwareQnn.Circuits;

/// <summary>
/// Prepares amplitudes from |0…0⟩ by uniformly controlled rotations, from the highest qubit down: first RY gates that share out the
/// norm, then RZ gates for the phases.
/// </summary>
/// <remarks>
/// Möttönen et al., quant-ph/0404089; Shende, Bullock, Markov, quant-ph/0406176. What an amplitude is, and how norms and
/// arctangents of amplitudes are made, is left to the caller, so numbers and symbols share one tree.
/// </remarks>
internal static class StatePreparation
{
    /// <summary>Appends RY gates that prepare real amplitudes, signs included.</summary>
    /// <typeparam name="T">A real amplitude.</typeparam>
    /// <param name="circuit">A circuit of n qubits, all in |0⟩.</param>
    /// <param name="amplitudes">2^n amplitudes, of any norm but 0; bit q of an index is qubit q.</param>
    /// <param name="norm">√(a² + b²) of two amplitudes a and b.</param>
    /// <param name="arctangent">
    /// The angle in radians of the point with this ordinate and this abscissa, in this order; 0 for the origin.
    /// </param>
    public static void AppendMagnitudes<T>(
        CircuitBuilder circuit, IReadOnlyList<T> amplitudes, Func<T, T, T> norm, Func<T, T, Angle> arctangent)
    {
        List<Angle[]> levels = [];
        for (IReadOnlyList<T> nodes = amplitudes; nodes.Count > 1; nodes = Parents(nodes, norm))
        {
            levels.Add(Parents(nodes, (zero, one) => 2 * arctangent(one, zero)));
        }

        for (int qubit = levels.Count - 1; qubit >= 0; qubit--)
        {
            UniformRotation.Append(circuit, Gates.RY, levels[qubit], qubit);
        }
    }

    /// <summary>Appends RZ gates that multiply amplitude i by e^{iφ_i}, up to a phase common to all.</summary>
    /// <param name="circuit">A circuit of n qubits.</param>
    /// <param name="phases">2^n phases φ in radians; bit q of an index is qubit q.</param>
    public static void AppendPhases(CircuitBuilder circuit, IReadOnlyList<Angle> phases)
    {
        int qubit = 0;
        for (IReadOnlyList<Angle> nodes = phases; nodes.Count > 1; nodes = Parents(nodes, (zero, one) => 0.5 * (zero + one)))
        {
            UniformRotation.Append(circuit, Gates.RZ, Parents(nodes, (zero, one) => one - zero), qubit);
            qubit++;
        }
    }

    private static TParent[] Parents<T, TParent>(IReadOnlyList<T> nodes, Func<T, T, TParent> join) =>
        Enumerable.Range(0, nodes.Count / 2).Select(i => join(nodes[2 * i], nodes[(2 * i) + 1])).ToArray();
}
