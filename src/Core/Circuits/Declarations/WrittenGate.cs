namespace CutAwareQnn.Circuits;

/// <summary>One gate of the gate table, given as text.</summary>
/// <param name="Text">Its name, with its angles in parentheses as <see cref="GateAttribute"/> writes them.</param>
/// <param name="Targets">The qubits, as many as the gate has.</param>
public sealed record WrittenGate(string Text, EquatableArray<int> Targets) : Layer
{
    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        int open = Text.IndexOf('(');
        Gate gate = Given.Gate("Gate", (open < 0 ? Text : Text.Substring(0, open)).Trim());
        Angle[] angles = [.. (open < 0 ? [] : Arguments(open)).Select(argument => WrittenAngle.Read(argument, circuit))];
        circuit.Add(gate, angles, [.. Targets]);
    }

    private IEnumerable<string> Arguments(int open)
    {
        string inside = Text.Substring(open + 1).TrimEnd();
        if (!inside.EndsWith(")", StringComparison.Ordinal))
        {
            throw new CircuitException($"gate \"{Text}\" has angles without a closing parenthesis; write e.g. \"ry(2*x[0])\"");
        }

        inside = inside.Substring(0, inside.Length - 1);
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inside.Length; i++)
        {
            depth += inside[i] == '(' ? 1 : inside[i] == ')' ? -1 : 0;
            if (inside[i] == ',' && depth == 0)
            {
                yield return inside.Substring(start, i - start);
                start = i + 1;
            }
        }

        if (start > 0 || inside.Trim().Length > 0)
        {
            yield return inside.Substring(start);
        }
    }
}
