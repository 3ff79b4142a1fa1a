using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>A program of users or of an exporter, with the values that it must have.</summary>
/// <param name="Id">Its name in <c>Data/cases/programs.json</c>.</param>
/// <param name="Qasm">The program.</param>
/// <param name="Inputs">The values of its inputs.</param>
/// <param name="Values">Expectation values by observable; null where it must be read only.</param>
/// <param name="WithoutMeasurements">Expectation values of the program without its measurements.</param>
/// <param name="Refused">Whether it must be refused.</param>
public sealed record CaseProgram(
    string Id,
    string Qasm,
    Dictionary<string, double> Inputs,
    Dictionary<string, double>? Values,
    [property: JsonPropertyName("without_measurements")] Dictionary<string, double>? WithoutMeasurements,
    bool Refused)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static IReadOnlyDictionary<string, CaseProgram> All { get; } = JsonSerializer
        .Deserialize<CaseProgram[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "cases", "programs.json")), Options)!
        .ToDictionary(c => c.Id);

    /// <summary>Returns the expectation value of an observable by the oracle's matrices, all branches of measurements followed.</summary>
    public static double Expectation(Circuit circuit, string observable)
    {
        PauliSum sum = PauliSum.Parse(observable);
        return Branches(circuit).Sum(state => sum.Terms.Sum(t =>
            t.Coefficient * DenseState.Inner(state, Paulis(t.String.ToString(), state)).Real));
    }

    /// <summary>Returns the density matrix after all outcomes.</summary>
    public static Complex[,] Density(Circuit circuit) => Branches(circuit).Select(DenseState.Density).Aggregate(DenseMatrix.Add);

    /// <summary>Returns the program with its inputs bound; exporters' names such as <c>_x_0_</c> may be given as <c>x[0]</c>.</summary>
    public static Circuit Bound(OpenQasmProgram program, IReadOnlyDictionary<string, double> inputs)
    {
        return program.Circuit.Bind([.. program.FeatureNames.Select(Value)], [.. program.WeightNames.Select(Value)]);

        double Value(string name) => inputs.TryGetValue(name, out double value) ? value : inputs[Subscripted(name.Trim('_'))];

        static string Subscripted(string name) =>
            name.LastIndexOf('_') is var last && last > 0 ? $"{name[..last]}[{name[(last + 1)..]}]" : name;
    }

    private static IEnumerable<Complex[]> Branches(Circuit circuit)
    {
        var branches = new List<(HashSet<int> Ones, Complex[] State)> { ([], DenseState.Zero(circuit.QubitCount)) };
        foreach (Instruction instruction in circuit.Instructions)
            branches = [.. branches.SelectMany(b => Advance(circuit.QubitCount, instruction, b.Ones, b.State))];
        return branches.Select(b => b.State);
    }

    private static IEnumerable<(HashSet<int> Ones, Complex[] State)> Advance(
        int qubitCount, Instruction instruction, HashSet<int> ones, Complex[] state)
    {
        const double Impossible = 1e-20;
        while (instruction is Conditional conditional)
        {
            if (!conditional.Condition.Holds(ones.Contains))
            {
                return [(ones, state)];
            }

            instruction = conditional.Body;
        }

        return instruction switch
        {
            GateInstruction gate => [(ones, Apply(qubitCount, Programs3.Matrix(gate), [.. gate.Targets], state))],
            Measurement measurement => Possible(Enumerable.Range(0, 2).Select(v => (
                v == 1 ? [.. ones, measurement.Bit] : new HashSet<int>(ones.Where(b => b != measurement.Bit)),
                Apply(qubitCount, DenseMatrix.Unit(2, v, v), [measurement.Qubit], state)))),
            Reset reset =>
                Possible(Enumerable.Range(0, 2).Select(v => (ones, Apply(qubitCount, DenseMatrix.Unit(2, 0, v), [reset.Qubit], state)))),
            _ => [(ones, state)],
        };

        static IEnumerable<(HashSet<int>, Complex[])> Possible(IEnumerable<(HashSet<int>, Complex[] State)> branches) =>
            branches.Where(b => DenseState.Inner(b.State, b.State).Real > Impossible);
    }

    private static Complex[] Paulis(string letters, Complex[] state)
    {
        for (int qubit = 0; qubit < letters.Length; qubit++)
        {
            state = letters[^(qubit + 1)] == 'I'
                ? state
                : Apply(letters.Length, DensePauli.Matrix(letters[^(qubit + 1)].ToString()), [qubit], state);
        }

        return state;
    }

    private static Complex[] Apply(
        int qubitCount, Complex[,] matrix, int[] qubits, Complex[] state)
    {
        var result = new Complex[1 << qubitCount];
        for (int from = 0; from < state.Length; from++)
        {
            int local = qubits.Select((q, i) => (from >> q & 1) << i).Sum();
            int rest = qubits.Aggregate(from, (index, q) => index & ~(1 << q));
            for (int to = 0; to < matrix.GetLength(0); to++)
                result[rest | qubits.Select((q, i) => (to >> i & 1) << q).Sum()] += matrix[to, local] * state[from];
        }
        return result;
    }
}
