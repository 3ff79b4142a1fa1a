using System.CommandLine;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>Words that an option takes and that mean themselves.</summary>
internal static class Choices
{
    public static Choices<string> Of(params string[] words) => new([.. words.Select(w => (w, w))]);
}

/// <summary>The words that an option takes, each with its meaning.</summary>
internal sealed class Choices<T>(params (string Word, T Meaning)[] choices)
{
    private string Rule => string.Join(", ", choices[..^1].Select(c => c.Word)) + " or " + choices[^1].Word;

    /// <summary>Creates an option, whose value is the word.</summary>
    /// <param name="word">The default; null for none.</param>
    public Option<string?> Option(string name, string? word, string description)
    {
        Option<string?> option = new(name)
        {
            Description = description,
            CustomParser = result => Word(name, result.Tokens[0].Value),
        };
        if (word is not null)
        {
            option.DefaultValueFactory = _ => word;
        }

        return option;
    }

    /// <summary>Returns the meaning of an option's word.</summary>
    public T Meaning(string? word) => choices.First(c => c.Word == word).Meaning;

    /// <summary>Returns the first word of a meaning.</summary>
    public string Word(T meaning) => choices.First(c => Equals(c.Meaning, meaning)).Word;

    /// <summary>Checks a word.</summary>
    /// <exception cref="InputException">It is none of the words.</exception>
    public string Word(string option, string word) => choices.Any(c => c.Word == word)
        ? word
        : throw new InputException($"{option} {QuotedText.Of(word)} is unknown; give {Rule}");
}
