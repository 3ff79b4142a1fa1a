namespace CutAwareQnn.Circuits;

/// <summary>
/// A uniformly controlled rotation: about one axis by an angle for each basis state of the controls, made of as many rotations and
/// CX gates.
/// </summary>
/// <remarks>
/// CX gates at the places where a Gray code changes turn rotation i around for the control states j with an odd number of ones in
/// common with code word g_i, so θ_i = 2^-k·Σ_j (-1)^|j∧g_i|·α_j. Möttönen et al., quant-ph/0404089, eq. (3).
/// </remarks>
internal static class UniformRotation
{
    /// <summary>Appends the rotation; nothing if all angles are the constant 0.</summary>
    /// <param name="circuit">Receives the gates.</param>
    /// <param name="rotation">RY or RZ.</param>
    /// <param name="angles">2^k angles in radians; bit b of an index is control <paramref name="target"/> + 1 + b.</param>
    /// <param name="target">The rotated qubit; the k qubits after it are the controls.</param>
    public static void Append(CircuitBuilder circuit, Gate rotation, IReadOnlyList<Angle> angles, int target)
    {
        if (angles.All(a => a.IsZero))
        {
            return;
        }

        Angle[] sums = SignedSums(angles);
        Angle share = 1.0 / angles.Count;
        for (int i = 0; i < angles.Count; i++)
        {
            Angle angle = share * sums[Gray(i)];
            if (!angle.IsZero)
            {
                circuit.Add(rotation, angle, target);
            }

            if (angles.Count > 1)
            {
                int changed = Gray(i) ^ Gray((i + 1) % angles.Count);
                circuit.Add(Gates.CX, target + 1 + Position(changed), target);
            }
        }
    }

    private static int Gray(int index) => index ^ (index >> 1);

    private static int Position(int bit)
    {
        int position = 0;
        while (1 << position < bit)
        {
            position++;
        }

        return position;
    }

    // The Walsh-Hadamard transform: entry g is Σ_j (-1)^|j∧g|·α_j.
    private static Angle[] SignedSums(IReadOnlyList<Angle> angles)
    {
        Angle[] sums = angles.ToArray();
        for (int step = 1; step < sums.Length; step *= 2)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                if ((i & step) == 0)
                {
                    (sums[i], sums[i + step]) = (sums[i] + sums[i + step], sums[i] - sums[i + step]);
                }
            }
        }

        return sums;
    }
}
