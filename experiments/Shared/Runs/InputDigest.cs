using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>
/// SHA-256 digests of what a run reads, as 64 lower-case hexadecimal digits: equal content has equal digests, whatever its file.
/// </summary>
internal static class InputDigest
{
    /// <summary>
    /// The build of the program: its version and the identity of its main library, which a deterministic build derives from the code.
    /// </summary>
    public static string Build { get; } = $"{Machine.Current.Version} {typeof(CutPlan).Module.ModuleVersionId:N}";

    /// <summary>Digests samples as they are trained and tested on: order, features and labels, bit for bit.</summary>
    public static string Of(DataSplit split)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(double)];
        foreach (IReadOnlyList<LabelledSample> part in new[] { split.Train, split.Test })
        {
            Add(part.Count, number, digest);
            foreach (LabelledSample sample in part)
            {
                Add(sample.Label, number, digest);
                foreach (double feature in sample.Features)
                {
                    Add(feature, number, digest);
                }
            }
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>Digests a circuit with the names of its inputs; comments and spaces of its file do not count.</summary>
    public static string Of(OpenQasmProgram program) => Of(OpenQasm3Writer.Write(program with
    {
        FeatureNames = Named(program.FeatureNames, program.Circuit.FeatureCount, "x"),
        WeightNames = Named(program.WeightNames, program.Circuit.WeightCount, "w"),
    }));

    /// <summary>Digests plans: cuts and observables.</summary>
    public static string Of(IEnumerable<CutPlan> plans) => Of(string.Join('\n', plans.Select(PlanJson.Write)));

    // The study's circuit has no names.
    private static EquatableArray<string> Named(EquatableArray<string> names, int count, string prefix) => names.Count == count
        ? names
        : Enumerable.Range(0, count).Select(i => $"{prefix}_{i}").ToEquatableArray();

    private static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Add(double value, Span<byte> number, IncrementalHash digest)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(number, value);
        digest.AppendData(number);
    }
}
