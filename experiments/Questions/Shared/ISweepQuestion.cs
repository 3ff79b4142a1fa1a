namespace CutAwareQnn.Experiments;

/// <summary>A question that a sweep answers.</summary>
internal interface ISweepQuestion
{
    /// <summary>What it is called on the command line; its document is <c>NAME.json</c>.</summary>
    string Name { get; }

    /// <summary>All that its answer depends on, but for the machine: the document's <c>settings</c>.</summary>
    object Settings { get; }

    /// <summary>The type of its document, known to <see cref="ReportJson"/>.</summary>
    Type DocumentType { get; }

    /// <summary>Steps to its answer, of about a second.</summary>
    int StepCount { get; }

    /// <summary>Answers it.</summary>
    /// <param name="onStep">Called with the name of each step as it begins.</param>
    /// <param name="cancellationToken">Stops it; runs that are done stay.</param>
    Task<ISweepDocument> AnswerAsync(Action<string> onStep, CancellationToken cancellationToken);
}
