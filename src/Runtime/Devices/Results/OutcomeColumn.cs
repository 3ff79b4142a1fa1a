namespace CutAwareQnn.Runtime;

/// <summary>What one position of a recorded row holds.</summary>
/// <param name="Kind">How the file names it.</param>
/// <param name="Index">The bit, the element of the register, the qubit or the measurement.</param>
/// <param name="Register">The register's index in the table, where the kind has one.</param>
internal readonly record struct OutcomeColumn(ColumnKind Kind, int Index, int Register = 0);
