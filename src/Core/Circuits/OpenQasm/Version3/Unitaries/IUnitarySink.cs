namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Takes the rows of the gate table, and the global phases, that a gate comes down to.</summary>
internal interface IUnitarySink
{
    /// <summary>Takes a gate.</summary>
    void AddGate(GateInstruction gate);

    /// <summary>Takes a phase e^{i angle}.</summary>
    void AddPhase(Angle angle);
}
