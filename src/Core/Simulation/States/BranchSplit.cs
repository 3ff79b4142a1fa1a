namespace CutAwareQnn.Simulation;

/// <summary>A branch parted by a measurement or a reset.</summary>
/// <param name="Parent">The branch before, its kets kept.</param>
/// <param name="Qubit">The qubit.</param>
/// <param name="Children">What became of it, for each outcome that occurs.</param>
/// <param name="IsReset">Whether the qubit was then put into |0⟩.</param>
internal sealed record BranchSplit(KetBranch Parent, int Qubit, (int Outcome, KetBranch Branch)[] Children, bool IsReset);
