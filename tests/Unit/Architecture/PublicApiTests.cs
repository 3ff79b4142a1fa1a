using System.Reflection;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Architecture;

/// <summary>What is public is written down, so that a change of it is seen in review.</summary>
public sealed class PublicApiTests
{
    private const string Record = "CUTQNN_RECORD_API";

    [Fact]
    public void Core_OffersWhatIsRecorded() => Compare("Core", typeof(Circuit).Assembly);

    [Fact]
    public void Runtime_OffersWhatIsRecorded() => Compare("Runtime", typeof(IBackend).Assembly);

    private static void Compare(string name, Assembly assembly)
    {
        string path = $"tests/Unit/Architecture/Api/{name}.txt";
        IReadOnlyList<string> now = PublicApi.Of(assembly);
        if (Environment.GetEnvironmentVariable(Record) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Sources.Root, path))!);
            File.WriteAllText(Path.Combine(Sources.Root, path), string.Join('\n', now) + "\n");
        }

        string[] recorded = Sources.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] changes = [.. now.Except(recorded).Select(l => "+ " + l), .. recorded.Except(now).Select(l => "- " + l)];
        Assert.True(
            changes.Length == 0,
            $"the public interface is not the one in {path}; make what no user calls internal, or record the change with {Record}=1:\n"
                + string.Join('\n', changes));
    }
}
