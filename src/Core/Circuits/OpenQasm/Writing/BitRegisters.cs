namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// The classical bits of a circuit as registers, in order: bits that are tested together share one, because a condition of OpenQASM 2
/// reads a whole register.
/// </summary>
internal sealed class BitRegisters
{
    private readonly List<Register> _registers = [];
    private readonly Register[] _ofBit;

    /// <summary>Divides the bits.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="name">The name of a register, by its number and whether it is the only one.</param>
    public BitRegisters(Circuit circuit, Func<int, bool, string> name)
    {
        // joined[i]: bits i and i + 1 lie in one register.
        bool[] joined = Enumerable.Repeat(true, Math.Max(0, circuit.BitCount)).ToArray();
        List<Instruction> conditionals = [.. circuit.Instructions.Where(i => i is Conditional)];
        if (conditionals.Count > 0)
        {
            joined = new bool[circuit.BitCount];
            foreach (Instruction conditional in conditionals)
            {
                int[] bits = [.. ConditionsOf(conditional).SelectMany(c => c.Bits)];
                for (int i = bits.Length == 0 ? 0 : bits.Min(); bits.Length > 0 && i < bits.Max(); i++)
                {
                    joined[i] = true;
                }
            }
        }

        _ofBit = new Register[circuit.BitCount];
        bool isOnly = joined.Take(Math.Max(0, circuit.BitCount - 1)).All(j => j);
        for (int first = 0; first < circuit.BitCount;)
        {
            int end = first + 1;
            while (end < circuit.BitCount && joined[end - 1])
            {
                end++;
            }

            var register = new Register(name(_registers.Count, isOnly), false, first, end - first);
            _registers.Add(register);
            for (int bit = first; bit < end; bit++)
            {
                _ofBit[bit] = register;
            }

            first = end;
        }
    }

    public IReadOnlyList<Register> All => _registers;

    public static IEnumerable<Condition> ConditionsOf(Instruction instruction) =>
        instruction is Conditional conditional ? ConditionsOf(conditional.Body).Prepend(conditional.Condition) : [];

    public string Bit(int bit) => $"{_ofBit[bit].Name}[{bit - _ofBit[bit].First}]";

    /// <summary>What a conditional instruction tests.</summary>
    public BitTest Test(Instruction conditional)
    {
        Condition[] conditions = [.. ConditionsOf(conditional)];
        int bit = conditions.SelectMany(c => c.Bits).DefaultIfEmpty(-1).First();
        return bit < 0
            ? throw new CircuitException($"'{conditional}' tests no bits; name at least one")
            : new BitTest(_ofBit[bit], conditions);
    }
}
