namespace CutAwareQnn.Circuits;

/// <summary>The two-qubit circuits of a QCNN, as text: gate and wires, in time order.</summary>
internal static class QcnnCircuits
{
    /// <summary>The pooling circuit on control a and target b; a is not used afterwards. 2 weights.</summary>
    public const string Pooling = "crz ab, x a, crx ab";

    /// <summary>Returns the convolution's circuit.</summary>
    /// <exception cref="CircuitException">The convolution is not defined.</exception>
    public static string Of(QcnnConvolution convolution) => convolution switch
    {
        QcnnConvolution.TTN => "ry a, ry b, cx ab",
        QcnnConvolution.U5 => "rx a, rx b, rz a, rz b, crz ba, crz ab, rx a, rx b, rz a, rz b",
        QcnnConvolution.U6 => "rx a, rx b, rz a, rz b, crx ba, crx ab, rx a, rx b, rz a, rz b",
        QcnnConvolution.U9 => "h a, h b, cz ab, rx a, rx b",
        QcnnConvolution.U13 => "ry a, ry b, crz ba, ry a, ry b, crz ab",
        QcnnConvolution.U14 => "ry a, ry b, crx ba, ry a, ry b, crx ab",
        QcnnConvolution.U15 => "ry a, ry b, cx ba, ry a, ry b, cx ab",
        QcnnConvolution.SO4 => "ry a, ry b, cx ab, ry a, ry b, cx ab, ry a, ry b",
        QcnnConvolution.SU4 => "u a, u b, cx ab, ry a, rz b, cx ba, ry a, cx ab, u a, u b",
        _ => throw new CircuitException($"convolution {(int)convolution} is not defined; use a named one such as {QcnnConvolution.SU4}"),
    };

    /// <summary>Returns the number of weights of a circuit.</summary>
    public static int WeightCount(string text) => Steps(text).Sum(s => s.Gate.ParameterCount);

    /// <summary>Appends a circuit on wires a and b.</summary>
    /// <param name="circuit">Receives the gates.</param>
    /// <param name="text">The circuit.</param>
    /// <param name="weights">As many angles as the circuit's gates take, in their order.</param>
    /// <param name="a">The first wire.</param>
    /// <param name="b">The second wire.</param>
    public static void Append(CircuitBuilder circuit, string text, IReadOnlyList<Angle> weights, int a, int b)
    {
        int used = 0;
        foreach ((Gate gate, string wires) in Steps(text))
        {
            circuit.Add(
                gate,
                weights.Skip(used).Take(gate.ParameterCount).ToArray(),
                wires.Select(w => w == 'a' ? a : b).ToArray());
            used += gate.ParameterCount;
        }
    }

    private static IEnumerable<(Gate Gate, string Wires)> Steps(string text) => text
        .Split(',')
        .Select(step => step.Trim().Split(' '))
        .Select(words => (Gates.Find(words[0])!, words[1]));
}
