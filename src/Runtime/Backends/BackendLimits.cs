using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>What a backend declares about itself.</summary>
/// <param name="Width">Qubits of the widest circuit that it runs; null where only memory limits it.</param>
/// <param name="SubmissionsPerSecond">How often work may be submitted, all workers together; null without a limit.</param>
/// <param name="Connectivity">
/// The pairs of qubits, in either order, that a gate of two qubits can act on; null where it can act on any. Qubit i of a fragment is
/// qubit i of the device; wider gates and ancillas are refused, because nothing determines where they would go.
/// </param>
public sealed record BackendLimits(
    int? Width = null, double? SubmissionsPerSecond = null, IReadOnlyList<(int First, int Second)>? Connectivity = null)
{
    /// <summary>No limits.</summary>
    public static BackendLimits None { get; } = new();

    /// <summary>Checks a batch against width and connectivity.</summary>
    /// <exception cref="BackendException">It breaks one of them.</exception>
    public void Check(Job job)
    {
        if (job.Width > Width)
        {
            throw new BackendException(
                $"it needs {Counted.Of(job.Width, "qubit")} but the backend has {Width}; cut into smaller fragments");
        }

        if (Connectivity is null)
        {
            return;
        }

        if (job.Circuits.Max(c => (int?)c.QubitCount) < job.Width)
        {
            throw new BackendException(
                "it needs an ancilla, which the backend's connectivity leaves no place for; plan cuts without ancillas");
        }

        foreach (Instruction instruction in job.Circuits.SelectMany(c => c.Instructions))
        {
            if (instruction.Unconditional() is GateInstruction { Qubits.Count: > 1 } gate && !IsCoupled(gate))
            {
                throw new BackendException(
                    $"{gate.Gate.Name} acts on qubits {string.Join(" and ", gate.Qubits)}, which the backend does not couple; "
                    + "route the circuit, or cut there");
            }
        }
    }

    private bool IsCoupled(GateInstruction gate) => gate.Qubits.Count == 2
        && (Connectivity!.Contains((gate.Qubits[0], gate.Qubits[1])) || Connectivity!.Contains((gate.Qubits[1], gate.Qubits[0])));
}
