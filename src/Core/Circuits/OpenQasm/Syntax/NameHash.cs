namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The hash of names (FNV-1a), a letter at a time, so that the scanner finds it on the way.</summary>
internal static class NameHash
{
    public const int Seed = unchecked((int)2166136261);

    public static int Next(int hash, char letter) => unchecked((hash ^ letter) * 16777619);
}
