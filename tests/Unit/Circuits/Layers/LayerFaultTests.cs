using System.Numerics;
using CutAwareQnn.Circuits;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>Layers that cannot be: one line each, with what was given and the remedy.</summary>
public sealed class LayerFaultTests
{
    private static readonly (int Qubits, Func<Layer> Layer, string Message)[] Faults =
    [
        (2, () => new ZZFeatureMap(0), "ZZFeatureMap was given 0 repetitions; give at least 1"),
        (2, () => new PauliFeatureMap(["Z"], -1), "PauliFeatureMap was given -1 repetitions; give at least 1"),
        (2, () => new RealAmplitudes(-1), "RealAmplitudes was given -1 repetitions; give at least 0"),
        (2, () => new EfficientSU2(-2), "EfficientSU2 was given -2 repetitions; give at least 0"),
        (2, () => new TwoLocal([Gates.RY], [Gates.CX], reps: -1), "TwoLocal was given -1 repetitions; give at least 0"),
        (2, () => new BasicEntanglerLayers(-1), "BasicEntanglerLayers was given -1 repetitions; give at least 0"),
        (2, () => new StronglyEntanglingLayers(-1), "StronglyEntanglingLayers was given -1 repetitions; give at least 0"),
        (2, () => new IqpEncoding(0), "IqpEncoding was given 0 repetitions; give at least 1"),
        (2, () => new Qaoa([new(0, 1)], 0), "Qaoa was given 0 repetitions; give at least 1"),
        (
            2,
            () => new DataReuploading(new ZFeatureMap(), new RealAmplitudes(), 0),
            "DataReuploading was given 0 repetitions; give at least 1"),
        (1, () => new ZZFeatureMap(), "Pauli string 'ZZ' has 2 letters but the circuit has 1 qubit; shorten it or add qubits"),
        (2, () => new PauliFeatureMap(["ZQ"]), "Pauli string 'ZQ' has 'Q' at position 2; use the letters I, X, Y, Z"),
        (2, () => new PauliFeatureMap(["ZXY"]), "Pauli string 'ZXY' has 3 letters but the circuit has 2 qubits; shorten it or add qubits"),
        (2, () => new PauliFeatureMap(["Z"], alpha: double.NaN), "angle NaN is not finite; give a number of radians"),
        (
            3,
            () => new PauliFeatureMap(["ZZZ"], 1, Entanglement.Pairwise),
            "pairwise entanglement was given a block of 3 qubits; it joins pairs, so choose another pattern"),
        (
            3,
            () => new RealAmplitudes(1, EntanglerMap.FromPairs([(0, 3)])),
            "entangler block [0, 3] uses qubit 3 but the circuit has 3 qubits; use 0 to 2"),
        (3, () => new TwoLocal([Gates.CX], []), "gate cx was given as a rotation but acts on 2 qubits; list it as an entangler"),
        (3, () => new TwoLocal([], [Gates.H]), "gate h was given as an entangler but acts on 1 qubit; list it as a rotation"),
        (
            2,
            () => new TwoLocal([Gates.RY], [Gates.CCX]),
            "a block of 3 qubits does not fit the circuit of 2; use smaller gates or more qubits"),
        (
            3,
            () => new EfficientSU2(1, gates: [Gates.RXX]),
            "gate rxx was given as a rotation but acts on 2 qubits; list it as an entangler"),
        (
            1,
            () => new RealAmplitudes(1, (Entanglement)17),
            "entanglement 17 is no pattern; use a named one such as Linear, or list the pairs"),
        (2, () => new AngleEncoding(Pauli.I), "AngleEncoding was given the axis I; use X, Y or Z"),
        (2, () => new AngleEncoding(Pauli.X, 3), "AngleEncoding was given 3 features but the circuit has 2 qubits; give 1 to 2"),
        (2, () => new AngleEncoding(Pauli.X, 0), "AngleEncoding was given 0 features but the circuit has 2 qubits; give 1 to 2"),
        (2, () => new BasisEncoding(1), "BasisEncoding was given 1 bit but the circuit has 2 qubits; give one bit per qubit"),
        (2, () => new BasisEncoding(1, 2), "BasisEncoding was given 2 as bit 1; give 0 or 1"),
        (
            2,
            () => new BasicEntanglerLayers(1, Gates.U),
            "BasicEntanglerLayers was given the rotation u of 1 qubit and 3 angles; use one of 1 qubit and 1 angle"),
        (
            2,
            () => new StronglyEntanglingLayers(1, entangler: Gates.CRX),
            "StronglyEntanglingLayers was given the entangler crx of 2 qubits and 1 angle; use one of 2 qubits without angles"),
        (
            3,
            () => new StronglyEntanglingLayers(2, [1]),
            "StronglyEntanglingLayers was given 1 range for 2 repetitions; give one per repetition"),
        (
            3,
            () => new StronglyEntanglingLayers(1, [3]),
            "StronglyEntanglingLayers was given the range 3 but the circuit has 3 qubits; use 1 to 2"),
        (2, () => new Qaoa([]), "Qaoa was given a graph without edges, whose cost is 0 everywhere; give at least one edge"),
        (2, () => new Qaoa([new(0, 2)]), "'rzz(2*w[1]) q[0],q[2]' uses qubit 2 but the circuit has 2 qubits; use 0 to 1"),
        (2, () => new Qaoa([new(1, 1)]), "'rzz(2*w[1]) q[1],q[1]' uses qubit 1 twice; give distinct qubits"),
        (2, () => new Qaoa([new(0, 1, double.PositiveInfinity)]), "angle Infinity is not finite; give a number of radians"),
        (6, () => new Qcnn(), "Qcnn was given a circuit of 6 qubits; it halves them down to one, so give 2, 4, 8, 16, …"),
        (1, () => new Qcnn(), "Qcnn was given a circuit of 1 qubit; it halves them down to one, so give 2, 4, 8, 16, …"),
        (2, () => new Qcnn((QcnnConvolution)9), "convolution 9 is not defined; use a named one such as SU4"),
        (
            2,
            () => new AmplitudeEncoding([1.0, 0]),
            "AmplitudeEncoding was given 2 amplitudes but 2 qubits have 4; give 4, or a value to pad with"),
        (1, () => new AmplitudeEncoding([1.0, 0, 0], padWith: 0), "AmplitudeEncoding was given 3 amplitudes but 1 qubit has 2; give 2"),
        (
            1,
            () => new AmplitudeEncoding([3.0, 4]),
            "AmplitudeEncoding was given a vector of norm 5 but a state has norm 1; divide by it or have it normalised"),
        (
            1,
            () => new AmplitudeEncoding([0.0, 0], normalize: true),
            "AmplitudeEncoding was given amplitudes that are all 0; no state has norm 0, so give another"),
        (
            1,
            () => new AmplitudeEncoding([1, new Complex(0, double.NaN)]),
            "AmplitudeEncoding was given an amplitude 1 that is not finite; give numbers"),
        (2, () => new AmplitudeFeatureMap(5), "AmplitudeFeatureMap was given 5 features but 2 qubits have 4 amplitudes; give 1 to 4"),
        (
            9,
            () => new AmplitudeFeatureMap(),
            "AmplitudeFeatureMap was given a circuit of 9 qubits; it writes every amplitude out, so use at most 8"),
        (
            60,
            () => new AmplitudeEncoding([1.0], padWith: 0),
            "AmplitudeEncoding was given a circuit of 60 qubits; it writes every amplitude out, so use at most 24"),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Faults.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void Layer_ThatCannotBe_IsToldInOneLine(int index)
    {
        (int qubits, Func<Layer> layer, string message) = Faults[index];
        Assert.Equal(message, Assert.Throws<CircuitException>(() => Layered.Circuit(qubits, layer())).Message);
    }
}
