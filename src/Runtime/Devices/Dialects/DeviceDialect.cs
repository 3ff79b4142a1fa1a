using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>How a program is written so that one reader reads it rightly: a subset of OpenQASM, as data.</summary>
/// <param name="Name">The dialect's name.</param>
/// <param name="Version">The version of OpenQASM, 2 or 3.</param>
/// <param name="Include">The library that the reader needs; null where it knows its gates, or finds no file.</param>
/// <param name="ControlledNot">What it calls <c>cx</c>; <c>h</c>, <c>rx</c>, <c>ry</c> and <c>rz</c> are the same everywhere.</param>
/// <param name="HasOneRegister">Whether all classical bits must be in one register.</param>
/// <param name="IsTerminal">Whether it reads measurements at the end only.</param>
public sealed record DeviceDialect(
    string Name, int Version, string? Include, string ControlledNot = "cx", bool HasOneRegister = false, bool IsTerminal = false)
{
    private const string Library2 = "qelib1.inc";
    private const string Library3 = "stdgates.inc";

    /// <summary>All dialects. Each was checked against its reader's rules in <c>docs/devices.md</c>.</summary>
    public static IReadOnlyList<DeviceDialect> All { get; } =
    [
        new("openqasm2", 2, Library2),
        new("openqasm3", 3, Library3),
        new("qiskit", 2, Library2),
        new("braket", 3, null, ControlledNot: "cnot", HasOneRegister: true),
        new("cirq", 2, Library2),
        new("pennylane", 2, Library2),
        new("pytket", 2, Library2),
        new("ionq", 3, Library3),
        new("qibo", 2, Library2, IsTerminal: true),
    ];

    /// <summary>Returns a dialect by its name.</summary>
    /// <exception cref="BackendException">There is none.</exception>
    public static DeviceDialect Of(string name) => All.FirstOrDefault(d => d.Name == name)
        ?? throw new BackendException($"dialect '{name}' is unknown; give one of {string.Join(", ", All.Select(d => d.Name))}");
}
