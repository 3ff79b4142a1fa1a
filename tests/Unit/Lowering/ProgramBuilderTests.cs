using CutAwareQnn.Circuits;
using CutAwareQnn.Lowering;
using Xunit;
using Program = CutAwareQnn.Lowering.Program;

namespace CutAwareQnn.Unit.Lowering;

public class ProgramBuilderTests
{
    private readonly ProgramBuilder _builder = new();

    [Fact]
    public void NeutralElementsAndSigns_Vanish()
    {
        Real x = _builder.Cosine(Angle.Weight(0));
        Real y = _builder.Sine(Angle.Weight(0));
        Assert.Equal(x, _builder.Add(x, _builder.Zero));
        Assert.Equal(x, _builder.Multiply(_builder.One, x));
        Assert.Equal(_builder.Zero, _builder.Multiply(x, _builder.Zero));
        Assert.Equal(-x, _builder.Multiply(x, _builder.Constant(-1)));
        Assert.Equal(_builder.Zero, _builder.Subtract(x, x));
        Assert.Equal(x, -(-x));
        Assert.Equal(-_builder.Multiply(x, y), _builder.Multiply(-y, x));
        Assert.Equal(-_builder.Subtract(x, y), _builder.Subtract(y, x));
    }

    [Fact]
    public void Constants_AreGathered()
    {
        Real x = _builder.Cosine(Angle.Weight(0));
        Real half = _builder.Constant(0.5);
        Assert.Equal(x, _builder.Add(_builder.Multiply(half, x), _builder.Multiply(x, half)));
        Assert.Equal(_builder.Multiply(_builder.Constant(0.25), x), _builder.Multiply(half, _builder.Multiply(half, x)));
        Assert.Equal(_builder.Constant(0.75), _builder.Add(half, _builder.Constant(0.25)));
    }

    [Fact]
    public void AngleAndItsNegative_ShareOneInput()
    {
        Angle angle = 0.5 * Angle.Weight(3);
        Assert.Equal(_builder.Cosine(angle), _builder.Cosine(-angle));
        Assert.Equal(-_builder.Sine(angle), _builder.Sine(-angle));
        Assert.Equal(_builder.Zero, _builder.Cosine(Math.PI / 2));
        Assert.Equal(_builder.Constant(-1), _builder.Sine(-Math.PI / 2));
    }

    [Fact]
    public void DeadSteps_AndTheirAngles_AreRemoved()
    {
        _builder.Multiply(_builder.Cosine(Angle.Weight(0)), _builder.Sine(Angle.Weight(1)));
        Program program = _builder.Build([_builder.Cosine(Angle.Weight(2))]);
        Assert.Equal([Angle.Weight(2)], program.Angles);
        Assert.Equal([new Step(Operation.Cosine, 0)], program.Steps);
    }

    [Fact]
    public void Products_AreFusedIntoEverySumThatReadsThem()
    {
        Real a = _builder.Cosine(Angle.Weight(0));
        Real b = _builder.Cosine(Angle.Weight(1));
        Real c = _builder.Cosine(Angle.Weight(2));
        Real product = _builder.Multiply(a, b);
        Program program = _builder.Build([_builder.Add(product, c), _builder.Subtract(c, product)]);
        Assert.Equal(
            [Operation.MultiplyAdd, Operation.NegatedMultiplyAdd],
            program.Steps.Where(s => !s.IsLeaf).Select(s => s.Operation).Order());
    }

    [Fact]
    public void Slots_AreReusedBehindTheLastReader()
    {
        Real sum = _builder.Zero;
        for (int i = 0; i < 50; i++)
        {
            Real x = _builder.Cosine(Angle.Weight(i % 3));
            sum = _builder.Multiply(_builder.Add(sum, x), x);
        }

        Assert.InRange(SlotAllocation.Of(_builder.Build([sum])).SlotCount, 4, 6);
    }
}
