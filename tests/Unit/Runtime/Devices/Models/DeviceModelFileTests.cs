using System.Text;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Devices.Models;

/// <summary>Device models from the files that providers publish.</summary>
public sealed class DeviceModelFileTests
{
    [Fact]
    public void BackendProperties_GiveFlipsGateErrorsAndPairs()
    {
        DeviceModel model = DeviceModelFile.Read(Path.Combine(AppContext.BaseDirectory, "Data", "models", "properties.json"));
        Assert.Equal("line5", model.Name);
        Assert.Equal([0.016, 0.011, 0.07, 0.018, 0.013], model.ReadsOne);
        Assert.Equal([0.055, 0.023, 0.123, 0.029, 0.034], model.ReadsZero);

        // Infidelity r of a depolarising channel is λ(1 - 1/d).
        Assert.Equal(2 * 0.00034, model.OneQubitGates[2], 1e-15);
        Assert.Equal(4 * 0.0094 / 3, model.PairStrength(2, 1)!.Value, 1e-15);
        Assert.Null(model.PairStrength(0, 2));
        Assert.Equal([(0, 1), (1, 2), (2, 3), (3, 4)], model.Pairs.Keys.Order());
    }

    [Fact]
    public void Properties_WithoutFlips_TakeTheReadoutError()
    {
        DeviceModel model = Parse("""{"qubits": [[{"name": "readout_error", "value": 0.03}]], "gates": []}""");
        Assert.Equal((0.03, 0.03, "f.json"), (model.ReadsOne[0], model.ReadsZero[0], model.Name));
    }

    [Fact]
    public void Configurations_GivePairsAlone()
    {
        DeviceModel model = Parse("""{"backend_name": "b", "n_qubits": 3, "coupling_map": [[0, 1], [1, 0], [1, 2]]}""");
        Assert.Equal([(0, 1), (1, 2)], model.Pairs.Keys.Order());
        Assert.All(model.ReadsOne.Concat(model.OneQubitGates).Concat(model.Pairs.Values), error => Assert.Equal(0, error));
    }

    [Fact]
    public void BraketProperties_GiveErrorsFromFidelities()
    {
        DeviceModel model = Parse("""
            {"paradigm": {"connectivity": {"fullyConnected": false}}, "standardized": {
              "oneQubitProperties": {
                "3": {"oneQubitFidelity": [{"fidelityType": {"name": "READOUT"}, "fidelity": 0.95}, {"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 0.999}]},
                "10": {"oneQubitFidelity": [{"fidelityType": {"name": "READOUT"}, "fidelity": 0.9}]}},
              "twoQubitProperties": {"3-10": {"twoQubitGateFidelity": [{"gateName": "CZ", "fidelity": 0.97}, {"gateName": "ISWAP", "fidelity": 0.98}]}}}}
            """);
        Assert.Equal(0.05, model.ReadsOne[0], 1e-12);
        Assert.Equal(0.1, model.ReadsZero[1], 1e-12);
        Assert.Equal(0.002, model.OneQubitGates[0], 1e-12);
        Assert.Equal(4 * 0.02 / 3, model.PairStrength(0, 1)!.Value, 1e-12);
    }

    [Fact]
    public void OwnFormat_IsRead()
    {
        DeviceModel model = Parse("""
            {"format": "cutqnn-device", "name": "mine", "readout": [[0.01, 0.02], [0.03, 0.04]], "one_qubit": [0.001, 0.002], "two_qubit": [[1, 0, 0.03]]}
            """);
        Assert.Equal(("mine", 2, 0.04), (model.Name, model.QubitCount, model.ReadsZero[1]));
        Assert.Equal(0.04, model.PairStrength(0, 1)!.Value, 1e-12);
    }

    [Theory]
    [InlineData("not JSON", "{")]
    [InlineData("describes no device", "{}")]
    [InlineData("describes no device", "[]")]
    [InlineData("error rate of 1.5", """{"format": "cutqnn-device", "name": "m", "readout": [[1.5, 0]], "one_qubit": [0], "two_qubit": []}""")]
    [InlineData("entries per qubit", """{"format": "cutqnn-device", "name": "m", "readout": [[0, 0]], "one_qubit": [], "two_qubit": []}""")]
    [InlineData("couples 0 and 7", """{"format": "cutqnn-device", "name": "m", "readout": [[0, 0]], "one_qubit": [0], "two_qubit": [[0, 7, 0.1]]}""")]
    [InlineData("not [qubit, qubit, error]", """{"format": "cutqnn-device", "name": "m", "readout": [[0, 0]], "one_qubit": [0], "two_qubit": [[0, 1]]}""")]
    [InlineData("'readout' is no number", """{"format": "cutqnn-device", "name": "m", "readout": [["0", 0]], "one_qubit": [0], "two_qubit": []}""")]
    [InlineData("not [qubit, qubit]", """{"n_qubits": 2, "coupling_map": [0]}""")]
    public void WhatIsNoDevice_IsRefused(string reason, string json)
    {
        string message = Assert.Throws<BackendException>(() => Parse(json)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("; ", message, StringComparison.Ordinal);
    }

    private static DeviceModel Parse(string json) => DeviceModelFile.Parse(Encoding.UTF8.GetBytes(json), "f.json");
}
