using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>The kets of one half of a forged state, and their derivatives by the half's weights.</summary>
/// <param name="kets">One per term.</param>
/// <param name="derivatives">[term][weight].</param>
internal sealed class ForgedHalf(StateVector[] kets, StateVector[][] derivatives)
{
    public static ForgedHalf Of(DerivativeStates[] states, double[] weights)
    {
        (StateVector State, StateVector[] Derivatives)[] all = [.. states.Select(s => s.At([], weights))];
        return new([.. all.Select(s => s.State)], [.. all.Select(s => s.Derivatives)]);
    }

    /// <summary>Returns <c>A_kl = ⟨u_k|P|u_l⟩</c>.</summary>
    public Complex[,] Products(PauliString pauli)
    {
        var products = new Complex[kets.Length, kets.Length];
        for (int k = 0; k < kets.Length; k++)
        {
            for (int l = 0; l < kets.Length; l++)
            {
                products[k, l] = StateVector.Bracket(kets[k], pauli, kets[l]);
            }
        }

        return products;
    }

    /// <summary>
    /// Adds the derivatives of <c>w Σ_kl c̄_k c_l A_kl B_kl</c> by this half's weights: <c>2w Re Σ c̄_k c_l B_kl ⟨u_k|P|∂u_l⟩</c>.
    /// </summary>
    /// <param name="factor">The factor w.</param>
    /// <param name="pauli">The string P on this half.</param>
    /// <param name="c">The weights of the terms.</param>
    /// <param name="other">The products B of the other half.</param>
    /// <param name="gradient">Receives one derivative per weight.</param>
    public void AddDerivatives(double factor, PauliString pauli, Complex[] c, Complex[,] other, Span<double> gradient)
    {
        for (int w = 0; w < gradient.Length; w++)
        {
            for (int k = 0; k < kets.Length; k++)
            {
                for (int l = 0; l < kets.Length; l++)
                {
                    Complex bracket = StateVector.Bracket(kets[k], pauli, derivatives[l][w]);
                    gradient[w] += 2 * factor * (Complex.Conjugate(c[k]) * c[l] * other[k, l] * bracket).Real;
                }
            }
        }
    }
}
