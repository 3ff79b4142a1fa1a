using CutAwareQnn.Circuits;

namespace CutAwareQnn.Lowering;

/// <summary>A Pauli string whose weight is a value of the program.</summary>
/// <param name="Coefficient">The weight.</param>
/// <param name="Letters">The operator on each qubit, qubit 0 first.</param>
internal sealed record PulledTerm(Real Coefficient, Pauli[] Letters)
{
    /// <summary>Returns the terms of <c>R† P R</c> for <c>R = exp(-i t A/2)</c> on a qubit.</summary>
    public IEnumerable<PulledTerm> PullBack(ProgramBuilder builder, int qubit, Pauli axis, Angle angle)
    {
        Pauli letter = Letters[qubit];
        if (letter == Pauli.I || letter == axis)
        {
            return [this];
        }

        // P exp(-itA) = cos(t) P - i sin(t) P A, and P A = ±i K.
        var other = (Pauli)(6 - (int)letter - (int)axis);
        Real sine = builder.Sine(angle);
        Pauli[] letters = [.. Letters];
        letters[qubit] = other;
        return
        [
            this with { Coefficient = builder.Multiply(Coefficient, builder.Cosine(angle)) },
            new(builder.Multiply(Coefficient, ((int)axis - (int)letter + 3) % 3 == 1 ? sine : -sine), letters),
        ];
    }
}
