using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A two-qubit gate as <c>(after) exp(i(a XX + b YY + c ZZ)) (before)</c> with one-qubit gates before and after. The inner
/// interaction is what a cut replaces: its operators are inserted between the frames, and a, b, c enter the bond only.
/// </summary>
/// <param name="FirstBefore">Gates on the gate's first qubit before the interaction, written on qubit 0, in time order.</param>
/// <param name="FirstAfter">The same after it.</param>
/// <param name="SecondBefore">Gates on the second qubit before it.</param>
/// <param name="SecondAfter">The same after it.</param>
/// <param name="Interaction">The angles a, b, c.</param>
public sealed record GateDecomposition(
    EquatableArray<GateInstruction> FirstBefore,
    EquatableArray<GateInstruction> FirstAfter,
    EquatableArray<GateInstruction> SecondBefore,
    EquatableArray<GateInstruction> SecondAfter,
    Interaction Interaction);
