using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Experiments;

/// <summary>
/// The options that the verbs share which give a circuit's outputs: the file, its inputs and cuts, and the qubits of interest.
/// </summary>
internal sealed class OutputOptions
{
    private readonly CircuitFile _file = new();
    private readonly Option<string> _partition = new("--partition")
    {
        Description = "One letter per qubit, qubit 0 first; gates between different letters are cut. 'none' cuts nothing.",
        DefaultValueFactory = _ => "none",
    };
    private readonly Option<string?> _qubits = new("--qubits")
    {
        Description =
            "The qubits whose outcomes are wanted, between commas, such as 0,3,5; all by default. The rightmost character of a bit "
            + "string belongs to the lowest of them.",
    };
    private readonly Option<ulong> _seed = Numbers.Seed.Option("--seed", 1, "The key of all random numbers.");
    private readonly CutOptions _cuts;

    public OutputOptions()
    {
        _cuts = new(_partition);
    }

    /// <summary>Whether one JSON document is written.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Writes one JSON document to standard output, and nothing else." };

    public void AddTo(Command command)
    {
        _file.AddTo(command);
        _file.AddValuesTo(command);
        command.Add(_partition);
        _cuts.AddTo(command);
        command.Add(_qubits);
        command.Add(_seed);
        command.Add(Json);
    }

    public FileInfo File(ParseResult parsed) => _file.File(parsed);

    public ulong Seed(ParseResult parsed) => parsed.GetValue(_seed);

    /// <summary>Reads the circuit and the values of its inputs.</summary>
    public OutputQuery Read(ParseResult parsed)
    {
        OpenQasmProgram program = _file.Read(parsed);
        (double[] features, double[] weights) = _file.Values(parsed, program);
        return new(program, features, weights, Qubits(parsed, program.Circuit));
    }

    /// <summary>Plans the cuts.</summary>
    public CutPlan Plan(ParseResult parsed, OutputQuery query, bool isSampled, CancellationToken cancellationToken) =>
        _cuts.PlanOutputs(parsed, query.Program, query.Qubits, isSampled, cancellationToken);

    private int[] Qubits(ParseResult parsed, Circuit circuit)
    {
        if (parsed.GetValue(_qubits) is not { } text)
        {
            return [.. Enumerable.Range(0, circuit.QubitCount)];
        }

        int[] qubits = Numbers.Between(0, circuit.QubitCount - 1).ReadList("--qubits", text, "0,3,5");
        return qubits.GroupBy(q => q).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new InputException($"--qubits {QuotedText.Of(text)} names qubit {twice.Key} twice; name each qubit once")
            : [.. qubits.Order()];
    }
}
