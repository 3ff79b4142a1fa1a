namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The registers declared so far, one after another in the circuit.</summary>
internal sealed class Registers
{
    /// <summary>Qubits, and bits, of a program: far more than can be simulated, and little memory.</summary>
    public const int MostElements = 1_000_000;

    private readonly NameTable<Register> _registers = new();

    public int QubitCount { get; private set; }

    public int BitCount { get; private set; }

    /// <summary>The classical registers in the order of their declarations.</summary>
    public EquatableArray<ClassicalRegister> Classical => _registers.Values
        .Where(r => !r.IsQuantum)
        .OrderBy(r => r.First)
        .Select(r => new ClassicalRegister(r.Name, r.First, r.Count))
        .ToEquatableArray();

    public bool TryFind(SourceText source, Token name, out Register register) =>
        _registers.TryFind(source.Text, name, out register);

    public void Declare(SourceText source, Token name, Token size, bool isQuantum)
    {
        if (_registers.TryFind(source.Text, name, out _))
        {
            throw source.Error(name.Start, $"{source.Quote(name)} is declared already; choose another name");
        }

        int first = isQuantum ? QubitCount : BitCount;
        string what = isQuantum ? "qubits" : "bits";
        if (NumberLiteral.Integer(source.Text, size, MostElements - first) is not { } count)
        {
            throw source.Error(
                size.Start,
                $"register {source.Quote(name)} of {source.Cut(Shortened(size))} {what} makes more than {MostElements} in all; "
                + "declare smaller registers");
        }

        if (count == 0)
        {
            throw source.Error(size.Start, $"register {source.Quote(name)} has 0 {what}; give at least 1");
        }

        var register = new Register(source.Cut(name), isQuantum, first, (int)count);
        _registers.Set(register.Name, register);
        QubitCount += isQuantum ? register.Count : 0;
        BitCount += isQuantum ? 0 : register.Count;
    }

    /// <summary>Returns the circuit's index of a register's element; null where there is none.</summary>
    public int? Qubit(string name, int index) =>
        _registers.Values.FirstOrDefault(r => r.IsQuantum && r.Name == name) is { } register && index < register.Count
            ? register.First + index
            : null;

    public Register Find(SourceText source, Token name, bool isQuantum)
    {
        string what = isQuantum ? "quantum" : "classical";
        string keyword = isQuantum ? "qreg" : "creg";
        if (!_registers.TryFind(source.Text, name, out Register register))
        {
            string? nearest = NearestName.Of(source.Cut(name), _registers.Values.Where(r => r.IsQuantum == isQuantum).Select(r => r.Name));
            throw source.Error(
                name.Start,
                $"register {source.Quote(name)} is not declared; "
                + (nearest is null ? "" : $"did you mean '{nearest}'? Otherwise ")
                + $"declare it with {keyword} before its use");
        }

        return register.IsQuantum == isQuantum
            ? register
            : throw source.Error(name.Start, $"{source.Quote(name)} is not a {what} register; name one declared with {keyword}");
    }

    private static Token Shortened(Token number) => new(number.Kind, number.Start, Math.Min(number.End, number.Start + 20));
}
