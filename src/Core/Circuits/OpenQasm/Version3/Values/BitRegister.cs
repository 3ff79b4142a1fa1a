namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Bits of the program, least significant first.</summary>
internal sealed record BitRegister(int[] Bits, bool IsRegister);
