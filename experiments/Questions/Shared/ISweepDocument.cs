namespace CutAwareQnn.Experiments;

/// <summary>The answer to a question.</summary>
internal interface ISweepDocument
{
    /// <summary>The question's name.</summary>
    string Question { get; }

    /// <summary>Returns the answer as tables.</summary>
    string ToText();
}
