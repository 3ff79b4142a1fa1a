namespace CutAwareQnn.Circuits;

/// <summary>How box-drawing characters meet.</summary>
internal static class Strokes
{
    public const char Line = '│';
    public const char Dashed = '┆';
    public const char Double = '║';
    public const char Scissors = '✂';
    public const char Barrier = '░';

    /// <summary>Returns one character for two that lie one below the other; NUL where they do not meet.</summary>
    public static char Merge(char upper, char lower) =>
        upper == ' ' ? lower
        : lower == ' ' ? upper
        : upper == lower && IsVertical(upper) ? upper
        : (upper == Scissors || upper == '┬') && IsVertical(lower) ? upper
        : upper == '╥' && lower == Double ? upper
        : IsVertical(upper) && (lower == '┴' || lower == Scissors) ? lower
        : '\0';

    private static bool IsVertical(char c) => c is Line or Dashed or Double or Barrier;
}
