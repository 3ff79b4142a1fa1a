using System.CommandLine;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>The options that name what is estimated.</summary>
internal sealed class ObservableList
{
    private readonly Option<string[]> _observables = new("--observable")
    {
        Description =
            "A Pauli sum such as ZZZZ or 0.5*ZZII - XIXI; the rightmost letter is qubit 0. Repeat it for several; a plan file has its own.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<FileInfo?> _file =
        PathOption.File("--observables", "A text file with one Pauli sum per line; empty lines and lines after # are skipped.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => [_observables, _file];

    public void AddTo(Command command)
    {
        command.Add(_observables);
        command.Add(_file);
    }

    /// <summary>Whether the answer is a list, also where it has one element.</summary>
    public bool IsList(ParseResult parsed) => parsed.GetValue(_file) is not null || parsed.GetValue(_observables)!.Length > 1;

    /// <summary>The observables, in the order given; empty where a plan file has its own.</summary>
    /// <exception cref="CutAwareException">One is no Pauli sum, none is given, or a plan file is given too.</exception>
    public PauliSum[] Read(ParseResult parsed, Circuit circuit, bool hasPlan)
    {
        PauliSum[] observables =
        [
            .. parsed.GetValue(_observables)!.Select(text => PauliSum.Parse(text, circuit.QubitCount)),
            .. parsed.GetValue(_file) is { } file ? Lines(file, circuit.QubitCount) : [],
        ];
        return (observables.Length, hasPlan) switch
        {
            (0, false) => throw new InputException("no observable is given; give --observable, e.g. --observable ZZZZ"),
            ( > 0, true) =>
                throw new InputException("--observable and --plan are both given; a plan has its own observable, so omit --observable"),
            _ => observables,
        };
    }

    private static IEnumerable<PauliSum> Lines(FileInfo file, int qubitCount)
    {
        int count = 0;
        foreach ((int index, string line) in SourceFile.Read(file).Split('\n').Index())
        {
            string text = line.Split('#')[0].Trim();
            if (text.Length == 0)
            {
                continue;
            }

            count++;
            PauliSum observable;
            try
            {
                observable = PauliSum.Parse(text, qubitCount);
            }
            catch (CutAwareException error)
            {
                throw new InputException($"{file.Name} line {index + 1}: {error.Message}", error);
            }

            yield return observable;
        }

        if (count == 0)
        {
            throw new InputException($"{file.Name} has no observable; give one Pauli sum per line, e.g. ZZZZ");
        }
    }
}
