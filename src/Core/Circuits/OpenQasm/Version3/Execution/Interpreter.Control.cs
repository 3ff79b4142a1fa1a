using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Loops and branches: each narrows the mask and joins it again.</summary>
internal sealed partial class Interpreter
{
    // A loop that repeats until a measurement succeeds has no last round. It is written out this often; the paths that would go on then
    // leave the loop. Where a round succeeds with probability 1/4, they have the probability 3e-13.
    private const int MostMeasuredRounds = 100;

    private readonly Stack<LoopFrame> _loops = new();
    private readonly Dictionary<int, int> _maskOutcomes = [];

    private void Loop(ForNode loop)
    {
        ClassicalType type = _evaluator.Type(loop.Type);
        IEnumerable<Value> values = ValuesOf(loop);
        _work.Repetitions++;
        var frame = new LoopFrame();
        _loops.Push(frame);
        foreach (Value value in values)
        {
            Round(loop, type, value);
            Mask = _choices.Or(Mask, frame.Continued);
            frame.Continued = BooleanValue.False;
            if (IsStopped)
            {
                break;
            }
        }

        _loops.Pop();
        Mask = _choices.Or(Mask, frame.Broken);
        _work.Repetitions--;
    }

    private IEnumerable<Value> ValuesOf(ForNode loop)
    {
        switch (loop.Values)
        {
            case RangeNode range:
                BigInteger from = _evaluator.Integer(range.From!);
                BigInteger step = range.Step is null ? 1 : _evaluator.Integer(range.Step);
                BigInteger count = _evaluator.CountOf(range.Start, from, step, _evaluator.Integer(range.To!));
                CheckLength(count);
                return Enumerable.Range(0, (int)count).Select(i => (Value)new IntegerValue(from + (i * step)));
            case SetNode set:
                return set.Elements.Select(_evaluator.Evaluate);
            default:
                Value values = _evaluator.Evaluate(loop.Values);
                _memory.Keep(values);
                return values switch
                {
                    ArrayValue array => array.Items,
                    BitsValue { IsRegister: true } bits => bits.Bits.Select(b => (Value)new BitsValue([b], IsRegister: false)),
                    Value value => throw _source.Error(
                        loop.Values.Start, $"{value.Kind} cannot be looped over; give a range as [0:3], values as {{1, 4}} or an array"),
                };
        }
    }

    // A loop that is too long is refused at once.
    private void CheckLength(BigInteger count)
    {
        if (count > WorkBudget.MostSteps)
        {
            _work.Charge(long.MaxValue);
        }
    }

    private void Round(ForNode loop, ClassicalType type, Value value)
    {
        _work.Position = loop.Start;
        _work.Charge(1);
        _scope.Enter();
        _scope.Declare(loop.Variable, Holding(type, _evaluator.Convert(loop.Values.Start, type, value), isConstant: false));
        Execute(loop.Body);
        _scope.Leave();
    }

    private void Loop(WhileNode loop)
    {
        _work.Repetitions++;
        var frame = new LoopFrame();
        _loops.Push(frame);
        int measuredRounds = 0;
        while (!IsStopped)
        {
            _work.Position = loop.Start;
            _work.Charge(1);
            Value condition = _evaluator.Condition(loop.Condition);
            frame.Broken = _choices.Or(frame.Broken, _choices.And(Mask, _choices.Not(condition)));
            if (condition is not BooleanValue && ++measuredRounds > MostMeasuredRounds)
            {
                break;
            }

            Mask = _choices.And(Mask, condition);
            _memory.Keep(Mask);
            if (!IsStopped)
            {
                Execute(loop.Body);
                Mask = _choices.Or(Mask, frame.Continued);
                frame.Continued = BooleanValue.False;
            }
        }

        _loops.Pop();
        Mask = _choices.Or(Mask, frame.Broken);
        _work.Repetitions--;
    }

    private void LeaveRound(StatementNode node)
    {
        if (_loops.Count == 0)
        {
            throw _source.Error(node.Start, $"'{(node is BreakNode ? "break" : "continue")}' is outside a loop; remove it");
        }

        LoopFrame frame = _loops.Peek();
        if (node is BreakNode)
        {
            frame.Broken = _choices.Or(frame.Broken, Mask);
        }
        else
        {
            frame.Continued = _choices.Or(frame.Continued, Mask);
        }

        _memory.Keep(Mask);
        Mask = BooleanValue.False;
    }

    private void ExecuteBranch(IfNode branch)
    {
        Value condition = _evaluator.Condition(branch.Condition);
        if (condition is BooleanValue known)
        {
            if ((known.IsTrue ? branch.Then : branch.Else) is { } taken)
            {
                Execute(taken);
            }

            return;
        }

        ExecuteCases(condition, branch.Then, branch.Else);
    }

    // Both branches run with the outcomes as they were before either.
    private void ExecuteCases(Value condition, StatementNode then, StatementNode? otherwise)
    {
        Value outer = Mask;
        Value rest = _choices.And(outer, _choices.Not(condition));
        Mask = _choices.And(outer, condition);
        Value used = otherwise is null && IsLastMeasurement(then) ? BooleanValue.True : condition;
        Uses(outer, used, 1);
        Repeat(then);
        Value after = Mask;
        Mask = rest;
        if (otherwise is not null)
        {
            Repeat(otherwise);
        }

        Mask = _choices.Or(after, Mask);
        Uses(outer, used, -1);
    }

    // A branch that does nothing but measure into one bit, under one case of conditions, may overwrite the bit that it tests.
    private bool IsLastMeasurement(StatementNode statement) => statement switch
    {
        BlockNode { Statements.Length: 1 } block => IsLastMeasurement(block.Statements[0]),
        AssignmentNode
        {
            Value: MeasureNode,
            Target: IndexNode { Indices: { Length: 1 } indices },
        } when indices[0] is not (RangeNode or SetNode) => _circuit.HasOneCase,
        AssignmentNode { Value: MeasureNode, Target: NameNode name } =>
            _scope.Find(name.Name, out _) is BitRegister { Bits.Length: 1 } && _circuit.HasOneCase,
        MeasureStatementNode { Target: IndexNode { Indices: { Length: 1 } indices } } when indices[0] is not (RangeNode or SetNode) =>
            _circuit.HasOneCase,
        _ => false,
    };

    private void ExecuteWhere(Value condition, StatementNode statement) => ExecuteCases(condition, statement, null);

    private void Repeat(StatementNode statement)
    {
        _work.Repetitions++;
        Execute(statement);
        _work.Repetitions--;
    }

    // Outcomes on which open branches depend are not overwritten.
    private void Uses(Value mask, Value condition, int change)
    {
        foreach (int outcome in Choices.Outcomes(mask).Concat(Choices.Outcomes(condition)))
        {
            _maskOutcomes.TryGetValue(outcome, out int count);
            _maskOutcomes[outcome] = count + change;
        }
    }

    private bool IsUsedByMask(int outcome) => _maskOutcomes.TryGetValue(outcome, out int count) && count > 0;

    private void Choose(SwitchNode choice)
    {
        Value value = _evaluator.Evaluate(choice.Value);
        _memory.Keep(value);
        CheckLabels(choice);
        ChooseFrom(choice, value, 0);
    }

    // The first case that fits is taken; the default is last.
    private void ChooseFrom(SwitchNode choice, Value value, int index)
    {
        if (index == choice.Cases.Length)
        {
            return;
        }

        SwitchCase option = choice.Cases[index];
        Value fits = option.Labels.Length == 0 ? BooleanValue.True : option.Labels.Aggregate(
            (Value)BooleanValue.False,
            (any, label) => _choices.Or(any, _evaluator.Binary(Operator.Equal, label.Start, value, _evaluator.Evaluate(label))));
        fits = _choices.Under(Mask, fits);
        if (fits is BooleanValue known)
        {
            if (known.IsTrue)
            {
                Execute(option.Body);
            }
            else
            {
                ChooseFrom(choice, value, index + 1);
            }

            return;
        }

        Value outer = Mask;
        Uses(outer, fits, 1);
        Mask = _choices.And(outer, fits);
        Repeat(option.Body);
        Value after = Mask;
        Mask = _choices.And(outer, _choices.Not(fits));
        ChooseFrom(choice, value, index + 1);
        Mask = _choices.Or(after, Mask);
        Uses(outer, fits, -1);
    }

    private void CheckLabels(SwitchNode choice)
    {
        HashSet<BigInteger> labels = [];
        foreach (ExpressionNode label in choice.Cases.SelectMany(c => c.Labels))
        {
            if (!labels.Add(_evaluator.Integer(label)))
            {
                throw _source.Error(label.Start, "two cases have the same value; give each its own");
            }
        }
    }

    /// <summary>The paths that left a loop, or one of its rounds.</summary>
    private sealed class LoopFrame
    {
        public Value Broken { get; set; } = BooleanValue.False;

        public Value Continued { get; set; } = BooleanValue.False;
    }
}
