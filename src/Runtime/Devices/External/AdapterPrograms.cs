using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>The programs of a fragment's variants: with its slots as inputs where that can be, else bound for each query.</summary>
/// <param name="measurements">The fragment's measured variants.</param>
/// <param name="capabilities">What the adapter reads.</param>
internal sealed class AdapterPrograms(FragmentMeasurements measurements, AdapterCapabilities capabilities)
{
    private readonly Lazy<(DeviceCircuit Circuit, string? Text)[]> _variants = new(() => [.. measurements.Variants.Select(v =>
    {
        DeviceCircuit circuit = DeviceCircuits.Build(measurements, v, null);
        if (circuit.IsMidCircuit && !capabilities.IsMidCircuit)
        {
            throw new BackendException(
                $"adapter {capabilities.Name} measures at the end only, but a cut of a gate measures in the middle; cut wires instead");
        }

        return (circuit, WithInputs(circuit, capabilities));
    })]);

    /// <summary>The outcome's bits whose parity is a moment of a variant.</summary>
    public BigInteger Sign(MeasuredVariant variant, int moment) => _variants.Value[variant.Index].Circuit.Signs[moment];

    /// <summary>Returns the runs of a variant at a query's angles, in as many parts as the adapter's shots need.</summary>
    public IEnumerable<AdapterRun> Runs(MeasuredVariant variant, double[] angles, long shots)
    {
        (DeviceCircuit circuit, string? symbolic) = _variants.Value[variant.Index];
        string text = symbolic ?? Write(DeviceCircuits.Build(measurements, variant, angles), capabilities);
        for (long left = shots; left > 0; left -= capabilities.MaxShots)
        {
            yield return new(text, symbolic is null ? [] : angles, Math.Min(left, capabilities.MaxShots), circuit.Circuit.BitCount);
        }
    }

    private static string? WithInputs(DeviceCircuit circuit, AdapterCapabilities capabilities)
    {
        if (!capabilities.HasInputs)
        {
            return null;
        }

        try
        {
            // Inputs that this variant does not use are declared all the same.
            return Write(circuit, capabilities);
        }
        catch (CircuitException)
        {
            return null;
        }
    }

    private static string Write(DeviceCircuit circuit, AdapterCapabilities capabilities) =>
        DeviceProgram.Write(circuit.Circuit, circuit.Registers, capabilities.Dialect);
}
