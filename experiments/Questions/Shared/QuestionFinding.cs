namespace CutAwareQnn.Experiments;

/// <summary>The answer to a question of the study in one sentence.</summary>
/// <param name="Subject">The question, for example <c>RQ1, training time against cuts</c>.</param>
/// <param name="Measured">What the recorded runs measured.</param>
/// <param name="Published">What the study published.</param>
/// <param name="IsReproduced">
/// Whether the two agree by the rule that <paramref name="Reason"/> states; null where they cannot be compared.
/// </param>
/// <param name="Reason">The rule of the comparison, or why the two differ.</param>
internal sealed record QuestionFinding(string Subject, string Measured, string Published, bool? IsReproduced, string Reason)
{
    /// <summary>Returns the sentence.</summary>
    public override string ToString() => $"{Subject}: measured {Measured}; published {Published}; "
        + $"{IsReproduced switch { true => "reproduced", false => "not reproduced", null => "not compared" }}, {Reason}.";
}
