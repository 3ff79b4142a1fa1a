using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The instructions that have to be on one fragment because one depends on a bit that the other measures. A measurement without a
/// condition overwrites its bit, so that earlier measurements into it no longer count.
/// </summary>
internal static class BitTies
{
    /// <summary>Returns the pairs of instructions, the one that reads first, in the order of the readers.</summary>
    public static IEnumerable<(int Reader, int Writer)> Of(IReadOnlyList<Instruction> instructions)
    {
        var writers = new Dictionary<int, List<int>>();
        for (int i = 0; i < instructions.Count; i++)
        {
            Instruction body = instructions[i].Unconditional();
            foreach (int bit in instructions[i] is Conditional ? instructions[i].ClassicalBits() : [])
            {
                foreach (int writer in writers.TryGetValue(bit, out List<int>? known) ? known : [])
                {
                    yield return (i, writer);
                }
            }

            if (body is not Measurement measurement)
            {
                continue;
            }

            if (instructions[i] is Measurement || !writers.TryGetValue(measurement.Bit, out List<int>? before))
            {
                writers[measurement.Bit] = [i];
            }
            else
            {
                before.Add(i);
            }
        }
    }
}
