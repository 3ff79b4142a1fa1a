using CutAwareQnn.Circuits;

namespace CutAwareQnn.Estimation;

/// <summary>Which budgets, modes and allocations go together.</summary>
internal static class AllocationRules
{
    /// <exception cref="CutException">They do not.</exception>
    public static ShotBudget Check(EstimatorSettings settings)
    {
        ShotAllocation allocation = settings.Allocation;
        string name = allocation.ToString().ToLowerInvariant();
        if (settings.Mode == QueryMode.Published && allocation != ShotAllocation.Uniform)
        {
            throw new CutException(
                $"allocation {name} is not the published mode's, which runs every circuit alike; give uniform, or lean mode");
        }

        if (settings.Shots.IsExact && allocation != ShotAllocation.Uniform)
        {
            throw new CutException($"allocation {name} has no shots to divide; give shots, total shots or a target error");
        }

        if (settings.Shots.Error > 0 && allocation != ShotAllocation.Optimal)
        {
            throw new CutException(
                $"a target error is reached by spending shots where they lower it most, not by allocation {name}; give optimal");
        }

        if (allocation == ShotAllocation.Sampled && settings.Shots.PerCircuit > 0)
        {
            throw new CutException("allocation sampled draws its circuits, which have no shots of their own; give total shots");
        }

        return settings.Shots;
    }
}
