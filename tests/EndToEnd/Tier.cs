using Xunit;

// Compiles projects or starts processes: left out by --filter Tier!=slow.
[assembly: Trait("Tier", "slow")]
