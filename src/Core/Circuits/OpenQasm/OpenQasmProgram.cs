namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A circuit with the names of its inputs.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="FeatureNames">The name of each feature, by its index.</param>
/// <param name="WeightNames">The name of each weight, by its index.</param>
public sealed record OpenQasmProgram(Circuit Circuit, EquatableArray<string> FeatureNames, EquatableArray<string> WeightNames)
{
    /// <summary>The version of OpenQASM that it was written in, 2 or 3.</summary>
    public int Version { get; init; } = 3;

    /// <summary>The inputs whose values were given to the reader, as they decide what the circuit is.</summary>
    public EquatableArray<string> KnownInputs { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The inputs of the type angle: their values are reduced by 2π.</summary>
    public EquatableArray<string> AngleInputs { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The places that it marks to be cut.</summary>
    public EquatableArray<CutMark> CutMarks { get; init; }

    /// <summary>The classical registers that it declares, in order.</summary>
    public EquatableArray<ClassicalRegister> BitRegisters { get; init; } = EquatableArray<ClassicalRegister>.Empty;
}
