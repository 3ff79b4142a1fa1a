using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Programs of users and of exporters have their values, or are refused.</summary>
public sealed class CaseProgramTests
{
    private const double Exact = 1e-10;

    public static TheoryData<string> Ids => [.. CaseProgram.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void AProgram_HasItsValues(string id)
    {
        CaseProgram example = CaseProgram.All[id];
        if (example.Refused)
        {
            Assert.Throws<OpenQasmException>(() => OpenQasmReader.Read(example.Qasm));
            return;
        }

        OpenQasmProgram program = OpenQasmReader.Read(example.Qasm);
        Assert.True(program.Circuit.QubitCount > 0);
        foreach ((string observable, double value) in example.Values ?? [])
            Assert.Equal(value, CaseProgram.Expectation(CaseProgram.Bound(program, example.Inputs), observable), Exact);
        foreach ((string observable, double value) in example.WithoutMeasurements ?? [])
        {
            Circuit circuit = CaseProgram.Bound(program, example.Inputs);
            circuit = circuit with { Instructions = circuit.Instructions.Where(i => i is not Measurement).ToEquatableArray() };
            Assert.Equal(value, CaseProgram.Expectation(circuit, observable), Exact);
        }
    }
}
