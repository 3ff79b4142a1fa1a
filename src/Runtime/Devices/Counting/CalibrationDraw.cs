using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The two calibration circuits of a simulated device, each qubit on its own.</summary>
internal static class CalibrationDraw
{
    /// <summary>Draws how often each qubit is read wrongly.</summary>
    /// <param name="readsOne">For each qubit the probability of 1 where it is 0.</param>
    /// <param name="readsZero">For each qubit the probability of 0 where it is 1.</param>
    /// <param name="gates">For each qubit the strength of the depolarising channel after the gate that prepares 1.</param>
    /// <param name="shots">Shots of each circuit.</param>
    /// <param name="key">Keys what is drawn.</param>
    /// <exception cref="BackendException">A qubit is read wrongly as often as rightly.</exception>
    public static ReadoutFlips Of(
        IReadOnlyList<double> readsOne, IReadOnlyList<double> readsZero, IReadOnlyList<double> gates, long shots, ulong key)
    {
        var random = new CounterRandom(key, 0, 0x43414C);
        double[] zero = new double[readsOne.Count], one = new double[readsOne.Count];
        for (int qubit = 0; qubit < zero.Length; qubit++)
        {
            double half = gates[qubit] / 2;
            zero[qubit] = (double)Binomial.Draw(ref random, shots, readsOne[qubit]) / shots;
            one[qubit] = (double)Binomial.Draw(ref random, shots, ((1 - half) * readsZero[qubit]) + (half * (1 - readsOne[qubit]))) / shots;
            if (zero[qubit] + one[qubit] >= 1)
            {
                throw new BackendException($"qubit {qubit} is read wrongly as often as rightly in the calibration, which nothing can "
                    + "mitigate; use other qubits");
            }
        }

        return new(zero, one, shots, shots);
    }
}
