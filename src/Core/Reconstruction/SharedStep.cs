using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Reconstruction;

/// <summary>One step of a contraction for all terms: products of the two nodes' tensors, and the sums of them that go on.</summary>
internal sealed class SharedStep
{
    private readonly PairContraction _contraction;
    private readonly int _leftLength;
    private readonly int _rightLength;
    private readonly PlannedProduct[] _products;

    /// <summary>Plans the step.</summary>
    /// <param name="contraction">The contraction of one tensor with one.</param>
    /// <param name="step">The nodes.</param>
    /// <param name="node">The node that the step makes.</param>
    /// <param name="shared">The products and sums.</param>
    /// <param name="leftLength">Distance between the left node's tensors.</param>
    /// <param name="rightLength">Distance between the right node's tensors.</param>
    public SharedStep(PairContraction contraction, ContractionStep step, int node, SharedNode shared, int leftLength, int rightLength)
    {
        _contraction = contraction;
        Left = step.Left;
        Right = step.Right;
        Node = node;
        _leftLength = leftLength;
        _rightLength = rightLength;
        List<(int Tensor, double Coefficient)>[] uses = [.. shared.Products.Select(_ => new List<(int, double)>())];
        for (int t = 0; t < shared.Tensors.Count; t++)
        {
            foreach (WeightedProduct product in shared.Tensors[t])
            {
                uses[product.Product].Add((t, product.Coefficient));
            }
        }

        _products = [.. shared.Products.Select((p, i) => new PlannedProduct(
            p.Left, p.Right, [.. uses[i]],
            IsTensor: uses[i].Count == 1 && uses[i][0].Coefficient == 1 && shared.Tensors[uses[i][0].Tensor].Count == 1))];
    }

    public int Left { get; }

    public int Right { get; }

    public int Node { get; }

    public int ProductLength => _contraction.ResultLength;

    public void Forward(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> tensors, Span<double> product)
    {
        tensors.Clear();
        int length = ProductLength;
        foreach (PlannedProduct planned in _products)
        {
            Span<double> result = planned.IsTensor ? tensors.Slice(planned.Uses[0].Tensor * length, length) : product[..length];
            _contraction.Forward(left[(planned.Left * _leftLength)..], right[(planned.Right * _rightLength)..], result);
            if (!planned.IsTensor)
            {
                foreach ((int tensor, double coefficient) in planned.Uses)
                {
                    Axpy(coefficient, result, tensors.Slice(tensor * length, length));
                }
            }
        }
    }

    /// <summary>Adds to the adjoints of both nodes what the adjoints of the step's tensors give them.</summary>
    public void Backward(
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        ReadOnlySpan<double> adjoints,
        Span<double> product,
        Span<double> leftAdjoints,
        Span<double> rightAdjoints)
    {
        int length = ProductLength;
        foreach (PlannedProduct planned in _products)
        {
            ReadOnlySpan<double> adjoint = adjoints.Slice(planned.Uses[0].Tensor * length, length);
            if (!planned.IsTensor)
            {
                Span<double> sum = product[..length];
                sum.Clear();
                foreach ((int tensor, double coefficient) in planned.Uses)
                {
                    Axpy(coefficient, adjoints.Slice(tensor * length, length), sum);
                }

                adjoint = sum;
            }

            int l = planned.Left * _leftLength;
            int r = planned.Right * _rightLength;
            _contraction.Backward(left[l..], right[r..], adjoint, leftAdjoints[l..], rightAdjoints[r..]);
        }
    }

    private static void Axpy(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
        }
    }

    private readonly record struct PlannedProduct(int Left, int Right, (int Tensor, double Coefficient)[] Uses, bool IsTensor);
}
