using System.Numerics;

namespace CutAwareQnn.Simulation;

/// <summary>Branches that went on as one, as their states differ by factors only.</summary>
/// <param name="Merged">The branch that went on, as long as all together.</param>
/// <param name="Parts">The branches before; a part's state is its factor times the merged one.</param>
internal sealed record BranchMerge(KetBranch Merged, (KetBranch Branch, Complex Factor)[] Parts);
