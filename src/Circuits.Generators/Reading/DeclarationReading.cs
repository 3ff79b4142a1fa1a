namespace CutAwareQnn.Circuits.Generators.Reading;

/// <summary>What reading a class gave: a declaration if it is valid, and what is to be reported, with the places.</summary>
/// <param name="Declaration">The declaration, or null.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Places">Where things are written.</param>
public sealed record DeclarationReading(Declaration? Declaration, EquatableArray<Finding> Findings, Places Places);
