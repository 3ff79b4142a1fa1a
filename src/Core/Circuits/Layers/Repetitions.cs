namespace CutAwareQnn.Circuits;

/// <summary>The rule that layers share for their number of repetitions.</summary>
internal static class Repetitions
{
    public static void Check(string layer, int reps, int minimum)
    {
        if (reps < minimum)
        {
            throw new CircuitException($"{layer} was given {Counted.Of(reps, "repetition")}; give at least {minimum}");
        }
    }
}
