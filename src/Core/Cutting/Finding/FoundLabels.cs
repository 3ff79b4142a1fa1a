namespace CutAwareQnn.Cutting;

/// <summary>Names the parts of qubits by letters.</summary>
internal static class FoundLabels
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // The letters that Unicode has most of.
    private const char FirstIdeograph = '\u4E00';

    /// <summary>Labels parts with letters first, then digits, then ideographs.</summary>
    /// <param name="partOfQubit">The part of every qubit; -1 for one that meets no other.</param>
    /// <param name="widest">Qubits that a part may have.</param>
    public static PartitionLabels Of(int[] partOfQubit, int widest) => new(new string([.. WithLoneQubits(partOfQubit, widest)
        .Select(p => p < Letters.Length ? Letters[p] : (char)(FirstIdeograph + p - Letters.Length))]));

    // Qubits that meet no other go where there is room.
    private static int[] WithLoneQubits(int[] partOfQubit, int widest)
    {
        int[] names = [.. partOfQubit.Where(part => part >= 0).Distinct()];
        int[] parts = [.. partOfQubit.Select(part => Array.IndexOf(names, part))];
        int[] widths = new int[parts.Length];
        foreach (int part in parts.Where(part => part >= 0))
        {
            widths[part]++;
        }

        int roomy = 0;
        for (int qubit = 0; qubit < parts.Length; qubit++)
        {
            if (parts[qubit] >= 0)
            {
                continue;
            }

            while (widths[roomy] >= widest)
            {
                roomy++;
            }

            widths[roomy]++;
            parts[qubit] = roomy;
        }

        return Coarsening.Numbered(parts);
    }
}
