namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A circuit with the names of its inputs.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="FeatureNames">The name of each feature, by its index.</param>
/// <param name="WeightNames">The name of each weight, by its index.</param>
public sealed record OpenQasmProgram(Circuit Circuit, EquatableArray<string> FeatureNames, EquatableArray<string> WeightNames);
