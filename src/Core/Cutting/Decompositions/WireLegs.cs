using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The two ends of a wire cut without communication. Peng et al., arXiv:1904.00102.</summary>
internal static class WireLegs
{
    private static readonly string[] Paulis = ["I", "X", "Y", "Z"];

    public static LegBasis Out()
    {
        LegOperation[] operations =
        [
            LegOperation.Of("discard"),
            LegOperation.Of("measure X", Gates.H, null),
            LegOperation.Of("measure Y", Gates.Sdg, Gates.H, null),
            LegOperation.Of("measure Z", (Gate?)null),
        ];
        var builder = new LegBasisBuilder("wire out", [[Pauli.I]]);
        for (int p = 0; p < 4; p++)
        {
            builder.AddEntry(Paulis[p]).AddOperation(operations[p], (p, 1)).Unsigned((0, 1)).Assemble(p, p, 1);
        }

        return builder.Build(isWireOut: true);
    }

    // Entry P is the input ρ = P: I = |0⟩⟨0| + |1⟩⟨1|, Z = |0⟩⟨0| - |1⟩⟨1|, X = |+⟩⟨+| - |-⟩⟨-|, Y likewise.
    // |a⟩⟨b| has mean ⟨ψ_b|O|ψ_a⟩; Y = -i|0⟩⟨1| + i|1⟩⟨0|.
    public static LegBasis In() => new LegBasisBuilder("wire in", [[Pauli.I, Pauli.X]])
        .AddEntry("I", (0, 0, 1), (1, 1, 1))
        .AddEntry("X", (0, 1, 1), (1, 0, 1))
        .AddEntry("Y", (1, 0, -Complex.ImaginaryOne), (0, 1, Complex.ImaginaryOne))
        .AddEntry("Z", (0, 0, 1), (1, 1, -1))
        .AddOperation(LegOperation.Of("prepare 0"), (0, 0.5), (3, 0.5))
        .AddOperation(LegOperation.Of("prepare 1", Gates.X), (0, 0.5), (3, -0.5))
        .AddOperation(LegOperation.Of("prepare +", Gates.H), (0, 0.5), (1, 0.5))
        .AddOperation(LegOperation.Of("prepare -", Gates.X, Gates.H), (0, 0.5), (1, -0.5))
        .AddOperation(LegOperation.Of("prepare +i", Gates.H, Gates.S), (0, 0.5), (2, 0.5))
        .AddOperation(LegOperation.Of("prepare -i", Gates.X, Gates.H, Gates.S), (0, 0.5), (2, -0.5))
        .Assemble(0, 0, 1).Assemble(0, 1, 1)
        .Assemble(1, 2, 1).Assemble(1, 3, -1)
        .Assemble(2, 4, 1).Assemble(2, 5, -1)
        .Assemble(3, 0, 1).Assemble(3, 1, -1)
        .Build();
}
