namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Loops and branches: known ones run here, those on measured bits become conditions of instructions.</summary>
internal sealed partial class Interpreter
{
    private void Loop(ForNode loop)
    {
        ClassicalType type = _evaluator.Type(loop.Type);
        _work.Repetitions++;
        switch (loop.Values)
        {
            case RangeNode range:
                long from = _evaluator.Integer(range.From!);
                long step = range.Step is null ? 1 : _evaluator.Integer(range.Step);
                long count = _evaluator.CountOf(range.Start, from, step, _evaluator.Integer(range.To!));
                CheckLength(count);
                for (long i = 0; i < count; i++)
                {
                    Round(loop, type, new IntegerValue(from + (i * step)));
                }

                break;
            case SetNode set:
                foreach (ExpressionNode element in set.Elements)
                {
                    Round(loop, type, _evaluator.With(Quotient.Truncated, element));
                }

                break;
            default:
                foreach (Value value in ItemsOf(loop.Values))
                {
                    Round(loop, type, value);
                }

                break;
        }

        _work.Repetitions--;
    }

    // A loop that is too long is refused at once.
    private void CheckLength(long count)
    {
        if (count > WorkBudget.MostSteps)
        {
            _work.Charge(count);
        }
    }

    private IEnumerable<Value> ItemsOf(ExpressionNode node) => _evaluator.Evaluate(node) switch
    {
        ArrayValue array => array.Items,
        BitsValue { IsRegister: true } bits => bits.Bits.Select(b => new BitsValue([b], IsRegister: false)),
        MeasuredBits => throw _source.Error(
            node.Start, "a loop over measured bits is not supported; loop over their indices and test each with if"),
        Value value => throw _source.Error(
            node.Start, $"{value.Kind} cannot be looped over; give a range as [0:3], values as {{1, 4}} or an array"),
    };

    private void Round(ForNode loop, ClassicalType type, Value value)
    {
        _work.Position = loop.Start;
        _work.Charge(1);
        Value converted = MeasuredOperators.DependsOnBits(value)
            ? throw _source.Error(loop.Values.Start, "a loop over measured bits is not supported; test each bit with if")
            : _evaluator.Convert(loop.Values.Start, type, value);
        _scope.Enter();
        _scope.Declare(loop.Variable, new Variable(type, converted, isConstant: false, _circuit.BranchDepth));
        Execute(loop.Body);
        _scope.Leave();
    }

    private void Loop(WhileNode loop)
    {
        _work.Repetitions++;
        while (IsTrue(loop))
        {
            Execute(loop.Body);
        }

        _work.Repetitions--;
    }

    private bool IsTrue(WhileNode loop)
    {
        _work.Position = loop.Start;
        _work.Charge(1);
        return _evaluator.Condition(loop.Condition) is BooleanValue known
            ? known.IsTrue
            : throw _source.Error(
                loop.Condition.Start,
                "'while' on measured bits is not supported, as it may go on forever; write a for loop with an if in it");
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

        BitFormula formula = ((TestValue)condition).Formula;
        var test = new BranchTest(formula.Bits);
        ExecuteWhere(branch.Condition.Start, test, formula, true, branch.Then);
        if (branch.Else is not null)
        {
            ExecuteWhere(branch.Condition.Start, test, formula, false, branch.Else);
        }
    }

    // Runs a body in every case in which a formula has a value.
    private void ExecuteWhere(int start, BranchTest test, BitFormula formula, bool value, StatementNode body)
    {
        List<BitCase> cases = formula.Cases(value, _work) ?? throw _source.Error(
            start, "a condition on measured bits with more than 256 cases is not supported; nest several if");
        _work.Repetitions++;
        foreach (BitCase bits in cases)
        {
            _work.Charge(1);
            if (_circuit.Open(test, bits))
            {
                Execute(body);
                _circuit.Close();
            }
        }

        _work.Repetitions--;
    }

    private void Choose(SwitchNode choice)
    {
        Value value = _evaluator.Evaluate(choice.Value);
        if (!MeasuredOperators.DependsOnBits(value))
        {
            foreach (SwitchCase option in choice.Cases)
            {
                if (option.Labels.Length == 0 || option.Labels.Any(l => EqualityOf(l, value) is BooleanValue { IsTrue: true }))
                {
                    Execute(option.Body);
                    return;
                }
            }

            return;
        }

        ChooseByBits(choice, value);
    }

    // Labels differ, so that no two cases happen at once; the default is where none holds.
    private void ChooseByBits(SwitchNode choice, Value value)
    {
        HashSet<long> labels = [];
        List<KeyValuePair<Value, StatementNode>> options = [];
        Value any = new BooleanValue(false);
        foreach (SwitchCase option in choice.Cases)
        {
            Value here = new BooleanValue(false);
            foreach (ExpressionNode label in option.Labels)
            {
                if (!labels.Add(_evaluator.Integer(label)))
                {
                    throw _source.Error(label.Start, "two cases have the same value; give each its own");
                }

                Value equality = EqualityOf(label, value);
                here = _evaluator.At(label.Start, equality, (v, _) => MeasuredOperators.Pair(here, v, isAnd: false));
                any = _evaluator.At(label.Start, equality, (v, _) => MeasuredOperators.Pair(any, v, isAnd: false));
            }

            options.Add(new(option.Labels.Length > 0 ? here : MeasuredOperators.Negated(any), option.Body));
        }

        var test = new BranchTest(value is MeasuredBits bits ? bits.Bits : ((TestValue)value).Formula.Bits);
        foreach (KeyValuePair<Value, StatementNode> option in options)
        {
            if (option.Key is TestValue { Formula: { } formula })
            {
                ExecuteWhere(choice.Start, test, formula, true, option.Value);
            }
            else if (option.Key is BooleanValue { IsTrue: true })
            {
                Execute(option.Value);
            }
        }
    }

    private Value EqualityOf(ExpressionNode label, Value value) =>
        _evaluator.Equality(label.Start, value, _evaluator.With(Quotient.Truncated, label));
}
