using CutAwareQnn.Circuits.Generators.Printing;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Circuits.Generators;

/// <summary>The programs of a cut circuit.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Value">The fused program of the value.</param>
/// <param name="Gradient">The fused program of the value with its gradient.</param>
/// <param name="Forward">The tensors of each fragment; fragments that are alike share one.</param>
/// <param name="Backward">The derivatives of each fragment.</param>
/// <param name="Contraction">The contraction of exact tensors.</param>
/// <param name="Environments">The contraction with its derivatives.</param>
internal sealed record CutModel(
    CutPlan Plan,
    Kernel Value,
    Kernel Gradient,
    IReadOnlyList<Kernel> Forward,
    IReadOnlyList<Kernel> Backward,
    Kernel Contraction,
    Kernel Environments)
{
    /// <summary>Returns the same with programs that the uncut circuit has too, where it is contracted from the same pieces.</summary>
    public CutModel Sharing(Kernel? value, Kernel? gradient) => this with
    {
        Value = value?.Printable.Program.Equals(Value.Printable.Program) == true ? value : Value,
        Gradient = gradient?.Printable.Program.Equals(Gradient.Printable.Program) == true ? gradient : Gradient,
    };

    /// <summary>All programs, alike ones again and again.</summary>
    public IEnumerable<Kernel> Kernels => [Value, Gradient, .. Forward, .. Backward, Contraction, Environments];
}
