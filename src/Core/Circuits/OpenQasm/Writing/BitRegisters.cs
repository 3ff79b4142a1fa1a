namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The classical bits of a circuit as registers, in order; bits that must lie together share one.</summary>
internal sealed class BitRegisters
{
    private readonly List<Register> _registers = [];
    private readonly Register[] _ofBit;
    private readonly HashSet<int> _written;

    /// <summary>Divides the bits.</summary>
    /// <param name="circuit">The circuit; without conditions its bits are one register.</param>
    /// <param name="dialect">Determines which bits must lie together.</param>
    /// <param name="name">The name of a register, by its number and whether it is the only one.</param>
    public BitRegisters(Circuit circuit, Dialect dialect, Func<int, bool, string> name)
    {
        bool[] joined = Joined(circuit, dialect);
        _written = [.. circuit.Instructions.Select(i => i.Unconditional()).OfType<Measurement>().Select(m => m.Bit)];
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

    /// <summary>Returns the conditions of nested conditionals, from the outside.</summary>
    public static IEnumerable<Condition> ConditionsOf(Instruction instruction)
    {
        for (; instruction is Conditional conditional; instruction = conditional.Body)
        {
            yield return conditional.Condition.Bits.Count > 0
                ? conditional.Condition
                : throw new CircuitException($"'{conditional}' tests no bits; name at least one");
        }
    }

    public Register Of(int bit) => _ofBit[bit];

    public string Bit(int bit) => $"{_ofBit[bit].Name}[{bit - _ofBit[bit].First}]";

    /// <summary>Returns whether a measurement ever writes the bit; else it stays 0.</summary>
    public bool IsWritten(int bit) => _written.Contains(bit);

    /// <summary>Returns whether a condition reads a register from its first bit to its last.</summary>
    public bool IsWhole(Condition condition)
    {
        Register register = _ofBit[condition.Bits[0]];
        return condition.Bits.Count == register.Count
            && Enumerable.Range(0, register.Count).All(i => condition.Bits[i] == register.First + i);
    }

    // joined[i]: bits i and i + 1 share a register. Runs are counted up at their first bit and down after their last.
    private static bool[] Joined(Circuit circuit, Dialect dialect)
    {
        int[] runs = new int[circuit.BitCount + 1];
        bool isConditional = false;
        foreach (Conditional conditional in circuit.Instructions.OfType<Conditional>())
        {
            isConditional = true;
            foreach ((int first, int last) in dialect.JoinedBits(ConditionsOf(conditional).ToArray()))
            {
                runs[first]++;
                runs[last]--;
            }
        }

        bool[] joined = new bool[circuit.BitCount];
        int open = 0;
        for (int bit = 0; bit < joined.Length; bit++)
        {
            open += runs[bit];
            joined[bit] = open > 0 || !isConditional;
        }

        return joined;
    }
}
