using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Noise of a device, as it shrinks the means of ±1 outcomes.</summary>
/// <param name="Readout">Probability that a measured bit is read wrongly, in [0, 0.5].</param>
/// <param name="OneQubitGate">Strength of the depolarising channel after a gate of one qubit, in [0, 1].</param>
/// <param name="TwoQubitGate">The same after a wider gate.</param>
/// <remarks>
/// A wrong bit flips the sign of a product that it enters: each shrinks the mean by 1 - 2r. Depolarising is taken to be global: with
/// probability λ a gate leaves the maximally mixed state, in which every mean is 0. That bounds what local depolarising does to a
/// circuit deep enough to spread it (Dalzell, Hunter-Jones, Brandão, arXiv:2111.14907).
/// </remarks>
public sealed record DeviceNoise(double Readout, double OneQubitGate, double TwoQubitGate)
{
    /// <summary>Computes what is left of a mean.</summary>
    /// <param name="circuit">The circuit; cut ends in it count as nothing.</param>
    /// <param name="bitCount">Measured bits whose product it is the mean of.</param>
    /// <returns>A factor in [0, 1].</returns>
    public double Damping(Circuit circuit, int bitCount)
    {
        double factor = 1;
        for (int bit = 0; bit < bitCount; bit++)
        {
            factor *= 1 - (2 * Readout);
        }

        foreach (Instruction instruction in circuit.Instructions)
        {
            if (instruction.Unconditional() is GateInstruction gate)
            {
                factor *= 1 - (gate.Qubits.Count == 1 ? OneQubitGate : TwoQubitGate);
            }
        }

        return factor;
    }
}
