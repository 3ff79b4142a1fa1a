namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Counts what a program makes the reader do, so that short programs do not run for long.</summary>
internal sealed class WorkBudget
{
    /// <summary>Statements in loops, operators, elements of slices and terms of angles together.</summary>
    public const long MostSteps = 1_000_000;

    private readonly SourceText _source;
    private long _steps;

    public WorkBudget(SourceText source)
    {
        _source = source;
    }

    /// <summary>The statement that runs, for the message.</summary>
    public int Position { get; set; }

    /// <summary>Loops, subroutines and branches that run; outside of them a program takes no more steps than its text has.</summary>
    public int Repetitions { get; set; }

    /// <summary>Pays for what may be far larger than its text.</summary>
    public void Charge(long steps)
    {
        if (steps > MostSteps - _steps)
        {
            throw _source.Error(Position, $"with this statement the program takes more than {MostSteps} steps; shorten its loops");
        }

        _steps += steps;
    }

    /// <summary>Pays for what is as large as its text, if that is repeated.</summary>
    public void ChargeRepeated(long steps)
    {
        if (Repetitions > 0)
        {
            Charge(steps);
        }
    }
}
