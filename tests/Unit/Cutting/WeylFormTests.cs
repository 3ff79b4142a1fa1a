using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>
/// Gates cut by their matrix against the closed forms of the same gates; that the pieces make up the gate is held by
/// <c>UnitaryGateTests</c> on whole circuits.
/// </summary>
public sealed class WeylFormTests
{
    /// <summary>γ is a sum of some dozen products.</summary>
    private const double Exact = 1e-10;

    private static readonly double[][] Angles = [[0.7, -1.3, 2.9, 0.4], [-2.1, 0.35, -0.8, 1.9], [4.4, 5.1, -3.7, -6.0], [0, 0, 0, 0]];

    public static TheoryData<string> Names => [.. Gates.All.Where(g => g.QubitCount == 2).Select(g => g.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AMatrix_IsCutAtTheGammaOfItsGate(string name)
    {
        Gate gate = Gates.Find(name)!;
        foreach (double[] all in Angles)
        {
            double[] angles = all[..gate.ParameterCount];
            GateDecomposition byName = Find(gate, angles);
            GateDecomposition byMatrix = Find(Gate.Unitary(gate.Matrix(angles)), []);
            Assert.Equal(Gamma(byName), Gamma(byMatrix), Exact);
            Assert.True(byMatrix.Interaction.Rank <= byName.Interaction.Rank);
        }
    }

    [Theory]
    [InlineData("cu")]
    [InlineData("cu3")]
    public void AControlledGate_CostsAsMuchAsARotationByItsEigenphases(string name)
    {
        Gate gate = Gates.Find(name)!;
        foreach (double[] all in Angles)
        {
            double[] angles = all[..gate.ParameterCount];
            ComplexMatrix u = Gates.U.Matrix(angles[..3]);

            // Two eigenvalues on the unit circle, apart by twice the angle whose cosine is |tr U|/2.
            double half = Math.Acos(Math.Min(1, (u[0, 0] + u[1, 1]).Magnitude / 2));
            GateDecomposition parts = Find(gate, angles);
            Assert.InRange(parts.Interaction.Rank, 1, 2);
            Assert.Equal(1 + (2 * Math.Abs(Math.Sin(half))), Gamma(parts), 1e-7);
        }
    }

    private static GateDecomposition Find(Gate gate, double[] angles) => GateDecompositions.Find(new(
        gate, EquatableArray<int>.Of(0, 1), angles.Select(Angle.FromDouble).ToEquatableArray()))!;

    private static double Gamma(GateDecomposition parts)
    {
        var form = CutForm.Gate(parts.Interaction);
        return form.Gamma(form.Bond(_ => 0));
    }
}
