namespace CutAwareQnn.Circuits;

/// <summary>
/// A rotation or phase under many controls from the same under one: the parities of the controls are walked through in Gray code, each
/// on one of them by CX gates, and each turns by its share. Barenco et al. 1995, arXiv:quant-ph/9503016, Lemma 7.1.
/// </summary>
internal static class GrayCode
{
    /// <summary>2^n controlled gates and as many CX for n controls.</summary>
    private const int MostControls = 10;

    public static IReadOnlyList<GateInstruction> Walk(IReadOnlyList<int> controls, int target, Gate controlled, Angle angle)
    {
        int count = controls.Count;
        if (count > MostControls)
        {
            throw new CircuitException(
                $"a gate has {Counted.Of(count, "control")} but at most {MostControls} are written out; use fewer, or helper qubits");
        }

        Angle share = angle / (1 << (count - 1));
        List<GateInstruction> gates = [];
        for (int highest = 0; highest < count; highest++)
        {
            for (int k = 0; k < 1 << highest; k++)
            {
                gates.Add(Controls.Instruction(controlled, [IsEven(k ^ (k >> 1)) ? share : -share], controls[highest], target));
                if (highest > 0)
                {
                    int flipped = k + 1 == 1 << highest ? highest - 1 : TrailingZeros(k + 1);
                    gates.Add(Controls.Instruction(Gates.CX, [], controls[flipped], controls[highest]));
                }
            }
        }

        return gates;
    }

    private static bool IsEven(int bits)
    {
        bool isEven = true;
        for (; bits != 0; bits &= bits - 1)
        {
            isEven = !isEven;
        }

        return isEven;
    }

    private static int TrailingZeros(int bits)
    {
        int count = 0;
        for (; (bits & 1) == 0; bits >>= 1)
        {
            count++;
        }

        return count;
    }
}
