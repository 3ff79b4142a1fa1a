namespace CutAwareQnn.EndToEnd;

/// <summary>A command that a page shows, and what it shows below.</summary>
/// <param name="Command">The line after the prompt.</param>
/// <param name="Output">The lines down to the next prompt or the end of the block.</param>
internal sealed record Session(string Command, string[] Output)
{
    /// <summary>The blocks of code of a page, each with the name of its language and its lines.</summary>
    /// <param name="page">The page's path in the repository.</param>
    public static async Task<(string Language, string[] Lines)[]> BlocksAsync(string page) =>
    [
        .. (await File.ReadAllTextAsync(Path.Combine(Repository.Root, page))).Split("```").Where((_, i) => i % 2 == 1)
            .Select(block => block.TrimEnd('\n').Split('\n')).Select(lines => (lines[0], lines[1..])),
    ];

    /// <summary>The sessions of a page in its order.</summary>
    /// <param name="page">The page's path in the repository.</param>
    public static async Task<IReadOnlyList<Session>> OfPageAsync(string page)
    {
        List<Session> sessions = [];
        foreach ((_, string[] lines) in (await BlocksAsync(page)).Where(b => b.Language.Length == 0))
        {
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].StartsWith("$ ", StringComparison.Ordinal))
                {
                    string[] output = [.. lines[(i + 1)..].TakeWhile(l => !l.StartsWith("$ ", StringComparison.Ordinal))];
                    sessions.Add(new(lines[i]["$ ".Length..], output));
                }
            }
        }

        return sessions;
    }
}
