using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Runtime;

/// <summary>
/// What a reader of results must know of the circuit that gave them: its registers and which qubit is measured into which bit.
/// </summary>
public sealed class OutcomeCircuit
{
    private readonly int[] _positionOf;

    /// <summary>Describes a program.</summary>
    /// <param name="name">The circuit's name in result files.</param>
    /// <param name="program">The program.</param>
    public OutcomeCircuit(string name, OpenQasmProgram program)
    {
        Name = name;
        Circuit = program.Circuit;
        Registers = [.. program.BitRegisters.Select(r => new OutcomeRegister(r.Name, r.Count))];
        BitCount = Registers.Sum(r => r.Size);

        // Bits that are measured without a name come between registers and in no outcome.
        _positionOf = Enumerable.Repeat(-1, program.Circuit.BitCount).ToArray();
        int position = 0;
        foreach (int bit in program.BitRegisters.SelectMany(r => Enumerable.Range(r.First, r.Count)))
        {
            _positionOf[bit] = position++;
        }

        Measurements =
        [
            .. program.Circuit.Instructions.Select(i => i.Unconditional()).OfType<Measurement>()
                .Select(m => (m.Qubit, Bit: _positionOf[m.Bit])).Where(m => m.Bit >= 0),
        ];
    }

    /// <summary>The circuit's name.</summary>
    public string Name { get; }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>The registers in order of declaration.</summary>
    public IReadOnlyList<OutcomeRegister> Registers { get; }

    /// <summary>Bits of an outcome: those of all registers.</summary>
    public int BitCount { get; }

    /// <summary>Which qubit is measured into which bit of an outcome, in time order.</summary>
    public IReadOnlyList<(int Qubit, int Bit)> Measurements { get; }

    /// <summary>The bits of an outcome that a measurement writes, ascending.</summary>
    public int[] WrittenBits => [.. Measurements.Select(m => m.Bit).Distinct().Order()];

    /// <summary>Where a register begins in an outcome.</summary>
    public int FirstBit(int register) => Registers.Take(register).Sum(r => r.Size);

    /// <summary>The register of a name; -1 where there is none.</summary>
    public int IndexOf(string name) => Registers.ToList().FindIndex(r => r.Name == name);

    /// <summary>The position in an outcome of one of the circuit's classical bits; -1 where no register names it.</summary>
    public int PositionOf(int bit) => _positionOf[bit];
}
