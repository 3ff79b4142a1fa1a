using System.Globalization;
using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Reads a program statement by statement.</summary>
internal sealed class ProgramParser
{
    private const int LongestNumber = 20;

    // Decimal digits per bit, rounded up.
    private const double DigitsPerBit = 0.302;

    private readonly bool _hasVersion;
    private readonly SourceText _source;
    private readonly Scanner _scanner;
    private readonly Grammar _grammar;
    private readonly GateScope _gates = new();
    private readonly Registers _registers = new();
    private readonly GateParser _declarations;
    private readonly ExpressionParser _expressions;
    private readonly CircuitAssembler _circuit;
    private readonly CutMarkReader _marks;
    private readonly List<double> _angles = [];
    private readonly List<Operand> _operands = [];

    /// <param name="source">The program.</param>
    /// <param name="hasVersion">Whether it must begin with its version.</param>
    public ProgramParser(SourceText source, bool hasVersion = true)
    {
        _hasVersion = hasVersion;
        _source = source;
        _scanner = new(source);
        _grammar = new(source, _scanner);
        _declarations = new(source, _scanner, _gates, GateOrigin.File);
        _expressions = new(source, _scanner);
        _circuit = new(source);
        _marks = new(source);
    }

    /// <summary>What the program marks to be cut.</summary>
    public EquatableArray<CutMark> CutMarks => _marks.Found;

    /// <summary>The classical registers declared so far.</summary>
    public EquatableArray<ClassicalRegister> BitRegisters => _registers.Classical;

    public Circuit Read()
    {
        if (_hasVersion)
        {
            ReadVersion();
        }

        while (_scanner.Current.Kind != TokenKind.End)
        {
            int first = _circuit.Instructions.Count;
            IReadOnlyList<CutMarkText> marks = _marks.Before(_scanner.Current.Start);
            _marks.CutWires(marks, first, _registers.Qubit);
            ReadStatement();
            _marks.RefuseInside(_scanner.PreviousEnd);
            _marks.CutGates(marks, first, _circuit.Instructions);
        }

        return _registers.QubitCount > 0
            ? _circuit.Build(_registers.QubitCount, _registers.BitCount)
            : throw _source.Error(_scanner.Current.Start, "the program declares no qubits; declare some, as with qreg q[2];");
    }

    private void ReadVersion()
    {
        Token word = _scanner.Current;
        if (Keywords.Of(_source, word) != Keyword.OpenQasm)
        {
            throw _source.Error(word.Start, $"found {_source.Quote(word)} where the version is expected; begin with OPENQASM 2.0;");
        }

        _scanner.Advance();
        Token version = _scanner.Current;
        if (version.Kind is not (TokenKind.Integer or TokenKind.Real) || NumberLiteral.Real(_source.Text, version) != 2)
        {
            throw _source.Error(
                version.Start, $"OpenQASM version {_source.Quote(version)} is given but only 2.0 is read; write OPENQASM 2.0;");
        }

        _scanner.Advance();
        _grammar.ExpectSemicolon();
    }

    private void ReadStatement()
    {
        Token word = _grammar.Expect(TokenKind.Identifier, "a statement", "begin it with a keyword or a gate");
        switch (Keywords.Of(_source, word))
        {
            case Keyword.Include:
                ReadInclude();
                break;
            case Keyword.Qreg:
                ReadRegister(isQuantum: true);
                break;
            case Keyword.Creg:
                ReadRegister(isQuantum: false);
                break;
            case Keyword.Gate:
                CheckNoRegister();
                _declarations.ReadGate();
                break;
            case Keyword.Opaque:
                CheckNoRegister();
                _declarations.ReadOpaque();
                break;
            case Keyword.If:
                ReadConditional();
                break;
            case Keyword.Barrier:
                ReadOperands();
                _grammar.ExpectSemicolon();
                _circuit.AddBarrier(word, _operands);
                break;
            default:
                ReadOperation(word);
                break;
        }
    }

    private void ReadInclude()
    {
        Token file = _grammar.Expect(TokenKind.String, "a file name in quotes", $"write include \"{Qelib1.FileName}\";");
        string name = _source.Text.Substring(file.Start + 1, file.End - file.Start - 2);
        if (name != Qelib1.FileName && !VendorGates.FileNames.Contains(name))
        {
            throw _source.Error(
                file.Start,
                $"include of {_source.Quote(file)} is not supported, only of \"{Qelib1.FileName}\"; "
                + "put the text of that file in its place");
        }

        _gates.IncludeLibrary(_source, file);
        _grammar.ExpectSemicolon();
    }

    private void ReadRegister(bool isQuantum)
    {
        Token name = _grammar.ExpectName("a register's name");
        if (_gates.TryFind(_source, name, out GateDefinition gate) && gate.Origin == GateOrigin.File)
        {
            throw _source.Error(name.Start, $"{_source.Quote(name)} is declared already, as a gate; choose another name");
        }

        _grammar.Expect(TokenKind.LeftBracket, "'['", "write the size of the register in brackets");
        Token size = _grammar.Expect(TokenKind.Integer, "the size of the register", "write a number from 1");
        _grammar.Expect(TokenKind.RightBracket, "']'", "close the bracket");
        _grammar.ExpectSemicolon();
        _registers.Declare(_source, name, size, isQuantum);
    }

    private void CheckNoRegister()
    {
        Token name = _scanner.Current;
        if (name.Kind == TokenKind.Identifier && _registers.TryFind(_source, name, out _))
        {
            throw _source.Error(name.Start, $"{_source.Quote(name)} is declared already, as a register; choose another name");
        }
    }

    private void ReadConditional()
    {
        _grammar.Expect(TokenKind.LeftParenthesis, "'('", "write the condition as if (c == 1)");
        Token name = _grammar.Expect(TokenKind.Identifier, "a classical register", "write the condition as if (c == 1)");
        Register register = _registers.Find(_source, name, isQuantum: false);
        Operand tested = ReadIndex(name, register);
        _grammar.Expect(TokenKind.Equality, "'=='", "compare a register or a bit with a number");
        Token number = _grammar.Expect(TokenKind.Integer, "a number", "compare the register with a number from 0");
        BigInteger value = number.End - number.Start <= Math.Max(LongestNumber, 1 + (DigitsPerBit * register.Count))
            ? BigInteger.Parse(_source.Cut(number), CultureInfo.InvariantCulture)
            : throw _source.Error(
                number.Start, $"the number {_source.Quote(number)} is beyond any register; give one below 2^{register.Count}");
        _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the condition");
        Token word = _grammar.Expect(TokenKind.Identifier, "a gate, measure or reset", "write what happens under the condition");
        if (Keywords.Of(_source, word) is not (Keyword.None or Keyword.Measure or Keyword.Reset))
        {
            throw _source.Error(
                word.Start, $"{_source.Quote(word)} cannot depend on a condition; only gates, measure and reset can");
        }

        _circuit.Condition = new(Enumerable.Range(tested.First, tested.Count).ToEquatableArray(), value);
        ReadOperation(word);
        _circuit.Condition = null;
    }

    private void ReadOperation(Token word)
    {
        switch (Keywords.Of(_source, word))
        {
            case Keyword.None:
                ReadApplication(word);
                break;
            case Keyword.Measure:
                Operand measured = ReadOperand(isQuantum: true);
                _grammar.Expect(TokenKind.Arrow, "'->'", "write measure q[0] -> c[0];");
                Operand bits = ReadOperand(isQuantum: false);
                _grammar.ExpectSemicolon();
                _circuit.Measure(word, measured, bits);
                break;
            case Keyword.Reset:
                Operand reset = ReadOperand(isQuantum: true);
                _grammar.ExpectSemicolon();
                _circuit.Reset(word, reset);
                break;
            case Keyword.OpenQasm:
                throw _source.Error(word.Start, "the version is given twice; remove the second one");
            default:
                throw _source.Error(word.Start, $"{_source.Quote(word)} does not begin a statement; begin it with a keyword or a gate");
        }
    }

    private void ReadApplication(Token name)
    {
        if (!_gates.TryFind(_source, name, out GateDefinition gate))
        {
            if (_declarations.SkipPhase(name))
            {
                ReadAngles();
                if (_scanner.Current.Kind != TokenKind.Semicolon)
                {
                    ReadOperands();
                }

                _grammar.ExpectSemicolon();
                return;
            }

            gate = _registers.TryFind(_source, name, out _)
                ? throw _source.Error(name.Start, $"{_source.Quote(name)} is a register, not a gate; write the gate before its qubits")
                : _gates.Find(_source, name);
        }

        ReadAngles();
        ReadOperands();
        _grammar.ExpectSemicolon();
        _grammar.CheckCounts(name, gate, _angles.Count, _operands.Count);
        if (gate.IsOpaque)
        {
            throw GateParser.UseOfOpaque(_source, name);
        }

        _circuit.Apply(name, gate, _angles, _operands);
    }

    private void ReadAngles()
    {
        _angles.Clear();
        if (_scanner.Accept(TokenKind.LeftParenthesis) && !_scanner.Accept(TokenKind.RightParenthesis))
        {
            do
            {
                _angles.Add(_expressions.ReadConstant());
            }
            while (_scanner.Accept(TokenKind.Comma));
            _grammar.Expect(TokenKind.RightParenthesis, "')'", "close the list of angles");
        }
    }

    private void ReadOperands()
    {
        _operands.Clear();
        do
        {
            _operands.Add(ReadOperand(isQuantum: true));
        }
        while (_scanner.Accept(TokenKind.Comma));
    }

    private Operand ReadOperand(bool isQuantum)
    {
        Token name = _grammar.Expect(
            TokenKind.Identifier, isQuantum ? "a qubit" : "a classical bit", isQuantum ? "write q[0] or q" : "write c[0] or c");
        return ReadIndex(name, _registers.Find(_source, name, isQuantum));
    }

    private Operand ReadIndex(Token name, Register register)
    {
        if (!_scanner.Accept(TokenKind.LeftBracket))
        {
            return new(register, null, name.Start);
        }

        Token index = _grammar.Expect(TokenKind.Integer, "an index", $"write a number from 0 to {register.Count - 1}");
        _grammar.Expect(TokenKind.RightBracket, "']'", "close the bracket");
        if (NumberLiteral.Integer(_source.Text, index, register.Count - 1) is not { } element)
        {
            throw _source.Error(
                index.Start,
                $"index {_source.Quote(index)} is outside register {_source.Quote(name)} of {register.Count}; "
                + $"use 0 to {register.Count - 1}");
        }

        return new(register, (int)element, name.Start);
    }
}
