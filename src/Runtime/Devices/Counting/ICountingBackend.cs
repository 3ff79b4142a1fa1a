using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A backend that also returns the counts of single circuits, so that errors of readout can be inverted shot by shot.</summary>
internal interface ICountingBackend : IBackend
{
    /// <summary>Counts the outcomes of bound circuits.</summary>
    /// <param name="circuits">The circuits and their shots.</param>
    /// <param name="key">Keys what is drawn.</param>
    IReadOnlyList<CountedCircuit> Count(IReadOnlyList<(DeviceCircuit Circuit, long Shots)> circuits, ulong key);

    /// <summary>Prepares all qubits in 0 and in 1 and learns how often each is read wrongly.</summary>
    /// <param name="qubits">Qubits of the widest circuit.</param>
    /// <param name="shots">Shots of each of the two circuits.</param>
    /// <param name="key">Keys what is drawn.</param>
    ReadoutFlips Calibrate(int qubits, long shots, ulong key);
}
