using System.Globalization;
using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Generators.Tests;

/// <summary>A random annotated class, and the circuit and observables that it means, built without attributes.</summary>
internal sealed record RandomDeclaration(string Name, string Source, Circuit Circuit, IReadOnlyList<PauliSum> Observables)
{
    private static readonly string[] EntanglementNames = Enum.GetNames<Entanglement>();

    // Every gate that unrolls to a short program.
    private static readonly Gate[] GateTable = [.. Gates.All];

    public static RandomDeclaration Make(int seed)
    {
        var random = new Random(seed);
        int qubits = random.Next(1, 4);
        var builder = new CircuitBuilder(qubits);
        var source = new List<string>();
        int layers = random.Next(1, 4);
        for (int i = 0; i < layers; i++)
        {
            (string text, Layer layer) = Pick(random, qubits, seed + i, builder);
            builder.Add(layer);
            source.Add(text);
        }

        PauliSum[] observables = [.. Enumerable.Range(0, seed % 4 == 3 ? 2 : 1).Select(_ => Observable(random, qubits))];
        source.AddRange(observables.Select(o => $"Observable(\"{o}\")"));
        if (qubits > 1 && seed % 3 > 0)
        {
            source.Add($"Partition(\"{"AAB"[(3 - qubits)..]}\")");
        }

        string name = $"Sample{seed}";
        string text1 = $"[QuantumCircuit({qubits}), {string.Join(", ", source)}]\ninternal partial class {name};\n";
        return new(name, text1, builder.Build(), observables);
    }

    /// <summary>Returns the source of a class <c>Wide{seed}</c> of 7 to 10 qubits: swept where they entangle enough of them.</summary>
    public static string Wide(int seed)
    {
        const int GateCount = 40;
        string[] gates =
            ["ry(w)", "rx(x[0])", "rz(x[1] - 2*w[0])", "h", "t", "cx", "cz", "rzz(w)", "crx(x[0]*w[1])", "swap", "ccx", "iswap"];
        var random = new Random(seed);
        int qubits = 7 + (seed % 4);
        int untouched = seed % 3 == 0 ? random.Next(qubits) : -1;
        int alone = qubits > 7 ? random.Next(qubits) : -1;
        int[] active = [.. Enumerable.Range(0, qubits).Where(q => q != untouched)];
        List<string> source = ["AngleEncoding(FeatureCount = 2)", "Gate(\"ry(w[1])\", 0)"];
        for (int i = 0; i < GateCount; i++)
        {
            string gate = gates[random.Next(gates.Length)];
            int count = gate == "ccx" ? 3 : gate[0] is 'c' or 's' or 'i' || gate.StartsWith("rzz", StringComparison.Ordinal) ? 2 : 1;
            int[] targets = [.. active.Where(q => count == 1 || q != alone).OrderBy(_ => random.Next()).Take(count)];
            source.Add($"Gate(\"{gate}\", {string.Join(", ", targets)})");
        }

        // Circuits of two observables are not contracted.
        source.AddRange(Enumerable.Range(0, 2).Select(_ => $"Observable(\"{Observable(random, qubits)}\")"));
        return $"[QuantumCircuit({qubits}), {string.Join(", ", source)}]\ninternal partial class Wide{seed};\n";
    }

    private static PauliSum Observable(Random random, int qubits)
    {
        string Letters() => new([.. Enumerable.Range(0, qubits).Select(_ => "IXYZ"[random.Next(4)])]);
        return PauliSum.Parse(random.Next(2) == 0 ? Letters() : $"0.5*{Letters()} - 1.25*{Letters()}");
    }

    // A kind by turns, so that each occurs; its settings at random.
    private static (string Text, Layer Layer) Pick(Random random, int qubits, int kind, CircuitBuilder builder)
    {
        int reps = random.Next(1, 3);
        string name = EntanglementNames[random.Next(EntanglementNames.Length)];
        var pattern = Enum.Parse<Entanglement>(name);
        string entanglement = $"Entanglement = Entanglement.{name}";
        double number = Math.Round(random.NextDouble(), 3);
        string text = number.ToString(CultureInfo.InvariantCulture);
        switch (kind % 18)
        {
            case 0:
                return ($"ZFeatureMap(Reps = {reps})", new ZFeatureMap(reps));
            case 1:
                return ($"RealAmplitudes(Reps = {reps}, {entanglement})", new RealAmplitudes(reps, pattern));
            case 2 when qubits > 1:
                return ($"ZZFeatureMap(Reps = 1, {entanglement}, Alpha = {text})", new ZZFeatureMap(1, pattern, number));
            case 3:
                return ($"PauliFeatureMap(\"Z\", \"Y\", Reps = {reps})", new PauliFeatureMap(["Z", "Y"], reps));
            case 4:
                return ("IqpEncoding", new IqpEncoding());
            case 5:
                var axis = (Pauli)random.Next(1, 4);
                return ($"AngleEncoding(Axis = Pauli.{axis}, FeatureCount = 1)", new AngleEncoding(axis, 1));
            case 6:
                int[] bits = [.. Enumerable.Range(0, qubits).Select(_ => random.Next(2))];
                return ($"BasisEncoding({string.Join(", ", bits)})", new BasisEncoding(bits));
            case 7:
                return ($"AmplitudeEncoding(1, {text}, PadsWithZeros = true, Normalizes = true, Imaginary = [0, -0.5])",
                    new AmplitudeEncoding(new Complex[] { 1, new(number, -0.5) }, 0, true));
            case 8 when qubits < 3:
                return ("AmplitudeFeatureMap(FeatureCount = 2)", new AmplitudeFeatureMap(2));
            case 9:
                return ("DataReuploading(2), AngleEncoding(Axis = Pauli.Y), BasicEntanglerLayers(1)",
                    new DataReuploading(new AngleEncoding(Pauli.Y), new BasicEntanglerLayers(1), 2));
            case 10:
                return ($"TwoLocal([\"rx\", \"h\"], [\"crz\"], Reps = 1, SkipFinalRotationLayer = true, {entanglement})",
                    new TwoLocal([Gates.RX, Gates.H], [Gates.CRZ], pattern, 1, true));
            case 11:
                return ($"EfficientSU2(Reps = 1, {entanglement})", new EfficientSU2(1, pattern));
            case 12:
                return ($"BasicEntanglerLayers({reps}, Rotation = \"ry\")", new BasicEntanglerLayers(reps, Gates.RY));
            case 13:
                return ("StronglyEntanglingLayers(1, Entangler = \"cz\")", new StronglyEntanglingLayers(1, null, Gates.CZ));
            case 14 when qubits > 1:
                return ($"Qaoa(0, 1, EdgeWeights = [{text}], Reps = {reps})", new Qaoa([new(0, 1, number)], reps));
            case 15 when qubits == 2:
                return ("Qcnn(Convolution = QcnnConvolution.SO4)", new Qcnn(QcnnConvolution.SO4));
            case 16:
                return ("OpenQasm(\"OPENQASM 3.0; include \\\"stdgates.inc\\\"; input float x_0; input float theta; qubit q; "
                    + "ry(theta*x_0 + 1) q;\")",
                    new Appended(Gates.RY, [(Angle.Feature(0) * builder.NewWeights(1)[0]) + 1], 0));
            default:
                return Gate(random, qubits);
        }
    }

    private static (string Text, Layer Layer) Gate(Random random, int qubits)
    {
        Gate[] fitting = [.. GateTable.Where(g => g.QubitCount <= qubits)];
        Gate gate = fitting[random.Next(fitting.Length)];
        int[] targets = [.. Enumerable.Range(0, qubits).OrderBy(_ => random.Next()).Take(gate.QubitCount)];
        (string Text, Angle Angle)[] angles = [.. Enumerable.Range(0, gate.ParameterCount).Select(p => (p % 3) switch
        {
            0 => ("2*x[0] - w[1]", (2 * Angle.Feature(0)) - Angle.Weight(1)),
            1 => ("sin(w[0])*x[0]", Angle.Apply(AngleFunction.Sin, Angle.Weight(0)) * Angle.Feature(0)),
            _ => ("pi/4", (Angle)(Math.PI / 4)),
        })];
        string text = gate.Name + (angles.Length == 0 ? "" : $"({string.Join(", ", angles.Select(a => a.Text))})");
        return ($"Gate(\"{text}\", {string.Join(", ", targets)})", new Appended(gate, [.. angles.Select(a => a.Angle)], targets));
    }

    /// <summary>A gate as it is.</summary>
    private sealed record Appended(Gate Gate, Angle[] Angles, params int[] Targets) : Layer
    {
        public override void AppendTo(CircuitBuilder circuit) => circuit.Add(Gate, Angles, Targets);
    }
}
