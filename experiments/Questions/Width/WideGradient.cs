namespace CutAwareQnn.Experiments;

/// <summary>
/// The exact variance of the derivatives of <see cref="WideCircuit"/>'s values over weights uniform in a full turn: the mean over the
/// weights of <c>E[(∂f/∂θ)²]</c>; the mean of a derivative is 0.
/// </summary>
/// <remarks>
/// Between RY(a) and RY(b) are CX(n-2, n-1), …, CX(0, 1). Seen backwards, RY(b) makes of Z_q the sum <c>cos b Z_q - sin b X_q</c>, the
/// CX take Z_q to Z_{q-1} Z_q and X_q to X_q X_{q+1} … X_{n-1}, so f is a sum of Pauli strings whose coefficients are uncorrelated. A
/// string's mean is a product over the qubits, and after RY(a) the mean square of X and of Z is <c>r = (1 - y²)/2</c>, that of Y is y²,
/// where y is the Y component after the feature map. A derivative by b or a has the mean square of what it acts on: by a those strings
/// alone that have X or Z there.
/// </remarks>
internal static class WideGradient
{
    /// <summary>Computes the variance of the mean of Z.</summary>
    /// <param name="features">One per qubit, in radians before the map doubles them.</param>
    public static double OfMean(IReadOnlyList<double> features)
    {
        int qubits = features.Count;
        double sum = 0;
        double tail = 1;
        for (int q = qubits - 1; q >= 0; q--)
        {
            double own = Squares(features[q]).Single;
            tail *= own;
            double pair = q > 0 ? own * Squares(features[q - 1]).Single : own;

            // One derivative by b, and one by the a of each letter.
            sum += 0.5 * (((q > 0 ? 3 : 2) * pair) + ((1 + qubits - q) * tail));
        }

        return sum / ((double)qubits * qubits * 2 * qubits);
    }

    /// <summary>Computes the variance of Z…Z.</summary>
    /// <param name="features">As above.</param>
    public static double OfParity(IReadOnlyList<double> features)
    {
        // By [X or not, so far][the qubit's own letter, Z or X]: the weight, and the weight times the letters X and Z so far.
        int qubits = features.Count;
        var now = new (double Weight, double Letters)[2, 2];
        now[0, 0].Weight = 0.5;
        now[1, 1].Weight = 0.5;
        for (int q = 0; q < qubits; q++)
        {
            // After the last qubit nothing adds a Z to it, as after a qubit with an X.
            bool isLast = q == qubits - 1;
            var next = new (double Weight, double Letters)[2, 2];
            (double single, double both) = Squares(features[q]);
            for (int state = 0; state < 4; state++)
            {
                (int x, int own) = (state / 2, state % 2);
                for (int letter = isLast ? 1 : 0; letter < 2; letter++)
                {
                    int z = own ^ letter;
                    double square = (isLast ? 1 : 0.5) * (x + z == 0 ? 1 : x + z == 1 ? single : both);
                    ref (double Weight, double Letters) into = ref next[x ^ letter, letter];
                    into.Weight += square * now[x, own].Weight;
                    into.Letters += square * (now[x, own].Letters + (x + z == 1 ? now[x, own].Weight : 0));
                }
            }

            now = next;
        }

        double weight = 0;
        double letters = 0;
        foreach ((double w, double l) in now)
        {
            weight += w;
            letters += l;
        }

        return ((qubits * weight) + letters) / (2 * qubits);
    }

    // H, P(2x), H, P(2x) take |0⟩ to the Bloch vector (sin² 2x, -sin 2x cos 2x, cos 2x).
    private static (double Single, double Y) Squares(double feature)
    {
        double y = Math.Sin(2 * feature) * Math.Cos(2 * feature);
        return (0.5 * (1 - (y * y)), y * y);
    }
}
