using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Estimation;

/// <summary>The bond matrices of a plan's cuts at a query's parameters.</summary>
internal static class BondMatrices
{
    public static double[][] Of(CutPlan plan, EstimatorQuery query) => plan.Cuts
        .Select(c => c.Form.Bond(y => y.Kind == SymbolKind.Feature ? query.Features[y.Index] : query.Weights[y.Index]))
        .ToArray();
}
