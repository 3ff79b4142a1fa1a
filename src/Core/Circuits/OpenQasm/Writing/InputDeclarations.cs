using System.Globalization;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// The inputs of a program as declarations: elements <c>x[0]</c>, <c>x[1]</c>, … of one name as an array, and names that gates have
/// already with an underscore behind.
/// </summary>
internal sealed class InputDeclarations
{
    private readonly string[] _features;
    private readonly string[] _weights;
    private readonly List<string> _lines = [];
    private readonly HashSet<string> _taken;

    public InputDeclarations(OpenQasmProgram program, IEnumerable<string> gateNames)
    {
        _taken = new(gateNames.Concat(["U", "CX", "gphase"]), StringComparer.Ordinal);
        _features = Declare(program.FeatureNames);
        _weights = Declare(program.WeightNames);
    }

    public IReadOnlyList<string> Lines => _lines;

    public IEnumerable<string> TakenNames => _taken;

    public string NameOf(Symbol symbol) => (symbol.Kind == SymbolKind.Feature ? _features : _weights)[symbol.Index];

    private string[] Declare(IReadOnlyList<string> names)
    {
        string[] written = new string[names.Count];
        for (int i = 0; i < names.Count;)
        {
            int length = ArrayLength(names, i, out string array);
            string name = Free(array);
            _lines.Add(length == 0 ? $"input float[64] {name};" : $"input array[float[64], {length}] {name};");
            for (int k = 0; k < Math.Max(1, length); k++)
            {
                written[i + k] = length == 0 ? name : $"{name}[{k}]";
            }

            i += Math.Max(1, length);
        }

        return written;
    }

    // How many names from here on are the elements of one array from 0; 0 for a name of its own.
    private static int ArrayLength(IReadOnlyList<string> names, int first, out string array)
    {
        int bracket = names[first].IndexOf('[');
        array = bracket < 0 ? names[first] : names[first].Substring(0, bracket);
        int length = 0;
        while (bracket > 0 && first + length < names.Count
            && names[first + length] == array + "[" + length.ToString(CultureInfo.InvariantCulture) + "]")
        {
            length++;
        }

        if (length == 0)
        {
            array = names[first].Replace('[', '_').Replace("]", "");
        }

        return length;
    }

    private string Free(string name)
    {
        while (!_taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
