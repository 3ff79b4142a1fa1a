namespace CutAwareQnn.Runtime;

/// <summary>A circuit of a results folder.</summary>
/// <param name="Id">Its name in result files, as <c>f0-s03</c>: fragment 0, variant 3.</param>
/// <param name="File">Its file, relative to the folder.</param>
/// <param name="Sha256">The digest of the file, in hexadecimal.</param>
/// <param name="Shots">The shots that it should be run with.</param>
/// <param name="Registers">Its classical registers in order of declaration.</param>
/// <param name="Fragment">The fragment; null for the probe and the calibration.</param>
/// <param name="Operations">The operation at each leg of the fragment.</param>
/// <param name="Measured">Which qubit is measured into which bit, in time order.</param>
/// <param name="SwapCount">Swaps that were inserted for a device's connectivity; null where the circuit was not placed on one.</param>
internal sealed record ManifestCircuit(
    string Id,
    string File,
    string Sha256,
    long Shots,
    IReadOnlyList<OutcomeRegister> Registers,
    int? Fragment,
    IReadOnlyList<string> Operations,
    IReadOnlyList<(int Qubit, int Bit)> Measured,
    int? SwapCount)
{
    /// <summary>Bits of an outcome.</summary>
    public int BitCount => Registers.Sum(r => r.Size);
}
