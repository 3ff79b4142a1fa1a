using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// The inputs of a program as declarations: elements <c>x[0]</c>, <c>x[1]</c>, … of one name as an array, and names that gates have
/// already with an underscore after them. Portable inputs are single numbers with names of ASCII letters, their indices padded to one
/// length, so that their alphabetical order is their order.
/// </summary>
internal sealed class InputDeclarations
{
    private static readonly Dictionary<char, string> Greek =
        "αalpha βbeta γgamma δdelta εepsilon θtheta λlambda μmu πpi ρrho σsigma τtau φphi χchi ψpsi ωomega"
        .Split(' ').ToDictionary(w => w[0], w => w.Substring(1));

    private readonly List<string> _lines = [];
    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _angles;

    public InputDeclarations(OpenQasmProgram program, bool isPortable)
    {
        IEnumerable<string> gates = isPortable
            ? Gates.All.Select(g => g.Name).Concat(GateBasis.Portable.Names)
            : GateBasis.Version3.Names.Concat(Gates.All.Select(g => g.Name));
        _taken = new(gates.Concat(["U", "CX", "gphase"]), StringComparer.Ordinal);
        _angles = new(program.AngleInputs, StringComparer.Ordinal);
        Features = isPortable ? DeclareScalars(program.FeatureNames) : Declare(program.FeatureNames);
        Weights = isPortable ? DeclareScalars(program.WeightNames) : Declare(program.WeightNames);
    }

    /// <summary>The written name of each feature.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>The written name of each weight.</summary>
    public IReadOnlyList<string> Weights { get; }

    public IReadOnlyList<string> Lines => _lines;

    public IEnumerable<string> TakenNames => _taken;

    public string NameOf(Symbol symbol) => (symbol.Kind == SymbolKind.Feature ? Features : Weights)[symbol.Index];

    private string[] Declare(IReadOnlyList<string> names)
    {
        string[] written = new string[names.Count];
        for (int i = 0; i < names.Count;)
        {
            int length = ArrayLength(names, i, out string array);
            string name = Free(array);
            string type = _angles.Contains(names[i]) ? "angle" : "float[64]";
            _lines.Add(length == 0 ? $"input {type} {name};" : $"input array[{type}, {length}] {name};");
            for (int k = 0; k < Math.Max(1, length); k++)
            {
                written[i + k] = length == 0 ? name : $"{name}[{k}]";
            }

            i += Math.Max(1, length);
        }

        return written;
    }

    private string[] DeclareScalars(IReadOnlyList<string> names)
    {
        (string Stem, string Index)[] parts = [.. names.Select(Parts)];
        Dictionary<string, int> lengths = parts.GroupBy(p => p.Stem, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(p => p.Index.Length), StringComparer.Ordinal);
        string[] written = [.. parts.Select(p => Free(p.Index.Length == 0 ? p.Stem : $"{p.Stem}_{p.Index.PadLeft(lengths[p.Stem], '0')}"))];
        _lines.AddRange(written.Select(name => $"input float[64] {name};"));
        return written;
    }

    // w[7], w_7 and _w_7_ have the stem w and the index 7.
    private static (string Stem, string Index) Parts(string name)
    {
        string ascii = Ascii(name);
        int end = ascii.Length;
        while (end > 0 && ascii[end - 1] is >= '0' and <= '9')
        {
            end--;
        }

        return end < ascii.Length && end > 1 && ascii[end - 1] == '_'
            ? (ascii.Substring(0, end - 1), ascii.Substring(end))
            : (ascii, "");
    }

    private static string Ascii(string name)
    {
        var text = new StringBuilder();
        foreach (char letter in name)
        {
            text.Append(letter < 128 ? char.IsLetterOrDigit(letter) ? letter.ToString() : "_"
                : Greek.TryGetValue(letter, out string? spelled) ? spelled
                : "u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture));
        }

        string trimmed = text.Replace("__", "_").ToString().Trim('_');
        return trimmed.Length > 0 && trimmed[0] is < '0' or > '9' ? trimmed : "p" + trimmed;
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
