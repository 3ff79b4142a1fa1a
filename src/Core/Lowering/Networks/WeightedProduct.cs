namespace CutAwareQnn.Lowering;

/// <summary>A product and its weight in a sum.</summary>
internal readonly record struct WeightedProduct(int Product, double Coefficient);
