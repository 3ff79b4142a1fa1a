using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Memory is counted for the whole process.</summary>
[CollectionDefinition(SoakTests.Alone, DisableParallelization = true)]
public sealed class AloneDefinition;
