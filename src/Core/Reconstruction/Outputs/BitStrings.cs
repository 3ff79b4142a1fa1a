namespace CutAwareQnn.Reconstruction;

/// <summary>Outcomes as text: one character per qubit, the rightmost is the lowest qubit.</summary>
public static class BitStrings
{
    /// <summary>Writes a number in binary.</summary>
    /// <param name="outcome">Bit i is the rightmost character but i.</param>
    /// <param name="length">Number of characters.</param>
    public static string Of(int outcome, int length) => string.Create(length, outcome, static (text, value) =>
    {
        for (int i = 0; i < text.Length; i++)
        {
            text[text.Length - 1 - i] = (value >> i & 1) == 1 ? '1' : '0';
        }
    });
}
