using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The fragments that jobs refer to, as bytes: what every simulator and every measurement of them is made from. It is sent to a worker
/// once and named by the digest of its content.
/// </summary>
public sealed class PlanForm
{
    private static readonly ConditionalWeakTable<Fragment, PlanForm> Alone = [];

    private PlanForm(ReadOnlyMemory<byte> bytes, IReadOnlyList<Fragment> fragments)
    {
        Bytes = bytes;
        Fragments = fragments;
        Digest = DigestOf(bytes.Span);
        Width = fragments.Max(f => f.Width);
    }

    /// <summary>SHA-256 of <see cref="Bytes"/>, in lower-case hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>The form.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The fragments; of one that was read, indices count in the form, and slots and wires have no meaning.</summary>
    public IReadOnlyList<Fragment> Fragments { get; }

    /// <summary>Qubits of the widest fragment, ancillas included.</summary>
    public int Width { get; }

    /// <summary>Writes fragments.</summary>
    /// <exception cref="BackendException">One of them cannot be sent; the message says why.</exception>
    public static PlanForm Of(IReadOnlyList<Fragment> fragments)
    {
        var writer = new FormWriter(FormKind.Plan);
        writer.Write(fragments.Count);
        foreach (Fragment fragment in fragments)
        {
            FragmentForm.Write(writer, fragment);
        }

        return new(writer.Finish(), fragments);
    }

    /// <summary>Writes one fragment, the first time that it is given.</summary>
    /// <exception cref="BackendException">It cannot be sent; the message says why.</exception>
    public static PlanForm Of(Fragment fragment) => Alone.GetValue(fragment, static f => Of([f]));

    /// <summary>Reads fragments.</summary>
    /// <param name="bytes">The form; it is kept.</param>
    /// <exception cref="BackendException">The bytes are no plan of this version, or damaged.</exception>
    public static PlanForm Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new FormReader(bytes.Span, FormKind.Plan);
        try
        {
            var fragments = new Fragment[reader.Count(24)];
            for (int f = 0; f < fragments.Length; f++)
            {
                fragments[f] = FragmentForm.Read(ref reader, f);
            }

            reader.End();
            return fragments.Length > 0 && reader.Subject == 0
                ? new(bytes, fragments)
                : throw reader.Wrong("it has no fragments");
        }
        catch (Exception error) when (error is CutAwareException and not BackendException or OverflowException)
        {
            throw reader.Wrong(error.Message);
        }
    }

    /// <summary>Returns the digest of a plan's bytes.</summary>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
