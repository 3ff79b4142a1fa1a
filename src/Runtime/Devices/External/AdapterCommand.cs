using System.Diagnostics;
using System.Text;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>A command line: words between spaces, quotes around words with spaces. No shell reads it.</summary>
internal static class AdapterCommand
{
    /// <summary>Returns how a command is started, with all three streams redirected.</summary>
    /// <exception cref="BackendException">The command is empty or a quote is open.</exception>
    public static ProcessStartInfo Parse(string command)
    {
        string[] words = [.. Words(command)];
        if (words.Length == 0)
        {
            throw new BackendException("backend process has no command; give one, as in process:\"python3 adapters/reference.py\"");
        }

        return new(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
    }

    private static IEnumerable<string> Words(string command)
    {
        var word = new StringBuilder();
        bool isWord = false;
        char? quote = null;
        foreach (char c in command)
        {
            if (quote == c)
            {
                quote = null;
            }
            else if (quote is null && c is '"' or '\'' && quote is null)
            {
                quote = c;
                isWord = true;
            }
            else if (quote is null && char.IsWhiteSpace(c))
            {
                if (isWord)
                {
                    yield return word.ToString();
                }

                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (quote is not null)
        {
            throw new BackendException($"the command of backend process has an open {quote}; close it");
        }

        if (isWord)
        {
            yield return word.ToString();
        }
    }
}
