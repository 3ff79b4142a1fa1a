// Entanglement forging: ground energies of 2n qubits from circuits on n, with the best weights of the terms from a K × K eigenproblem.
using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// H2 at 0.735 Å on two qubits, electronic part: one qubit per half, and nothing to train.
var h2 = PauliSum.Parse(
    "-1.052373245772859*II + 0.39793742484318045*IZ - 0.39793742484318045*ZI - 0.01128010425623538*ZZ + 0.18093119978423156*XX");
Circuit wire = new CircuitBuilder(1).Build();
foreach (int termCount in (int[])[1, 2])
{
    var ansatz = ForgedAnsatz.WithBestStrings(wire, wire, h2, [], termCount);
    ForgedEnergy energy = ansatz.Energy(h2, []);
    Console.WriteLine($"H2, K = {termCount}: {energy.Value:F8}   terms {Terms(ansatz, energy.State)}");
}

// The same from 20,000 shots per circuit of one qubit.
var pair = new ForgedAnsatz(wire, wire, [("0", "1"), ("1", "0")]);
(Estimate sampled, int circuits) = pair.Sample(h2, [], pair.Energy(h2, []).State, shots: 20_000, seed: 1);
Console.WriteLine($"H2, sampled: {sampled.Value:F6} ± {sampled.StandardError:F6} from {circuits} circuits");

// The Ising chain of four qubits: circuits of two are trained, the weights of the terms follow.
var ising = PauliSum.Parse("-1*ZZII - IZZI - IIZZ - XIII - IXII - IIXI - IIIX");
Circuit half = new CircuitBuilder(2).Add(new RealAmplitudes(Reps: 3)).Build();
string[] strings = ["00", "11", "01", "10"];
foreach (int termCount in (int[])[1, 2, 4])
{
    var ansatz = new ForgedAnsatz(half, half, [.. strings.Take(termCount).Select(s => (s, s))]);
    ForgedEnergy energy = Lowest(ansatz, ising);
    Console.WriteLine(
        $"Ising, K = {termCount}: {energy.Value:F8}   overhead of shots {energy.State.RealNorm * energy.State.RealNorm:F4}");
}

Console.WriteLine("Ising, exact: -4.75877048");

// L-BFGS from several starts; λ needs no derivatives.
static ForgedEnergy Lowest(ForgedAnsatz ansatz, PauliSum observable) => Enumerable.Range(1, 4).Select(seed =>
{
    var optimiser = new Lbfgs(GradientTolerance: 1e-8, ProgressTolerance: 1e-14);
    double[] weights = [.. Enumerable.Range(0, ansatz.WeightCount).Select(i => Math.Sin((7 * seed) + (3 * i)))];
    OptimiserState state = optimiser.Start(weights.Length);
    while (optimiser.DoneReason(state) is null)
    {
        ForgedEnergy energy = ansatz.Energy(observable, optimiser.Points(weights, state)[0]);
        OptimiserStep step = optimiser.Step(weights, state, [new LossPoint(energy.Value, energy.Gradient)], 1);
        (weights, state) = (step.Weights, step.State);
    }

    return ansatz.Energy(observable, weights);
}).MinBy(e => e.Value)!;

static string Terms(ForgedAnsatz ansatz, ForgedState state) => string.Join(
    " ", ansatz.Strings.Select((s, k) => $"{(state.Phases[k] == 0 ? '+' : '-')}{state.Weights[k]:F4}|{s.High}>|{s.Low}>"));
