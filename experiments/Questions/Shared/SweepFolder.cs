using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>
/// A sweep's folder: <c>sweep.json</c> (what its training runs share), one folder per training run, and one result document per question
/// next to them. Questions share it, one process at a time.
/// </summary>
internal sealed class SweepFolder : IDisposable
{
    private const string SettingsName = "sweep.json";
    private const string MachineName = "machine.json";

    private static readonly JsonDocumentOptions OneOfAName = new() { AllowDuplicateProperties = false };

    private const string ScratchName = "warm-up";

    private readonly string _path;
    private readonly FolderLock _lock;

    private SweepFolder(string path, FolderLock folderLock)
    {
        _path = path;
        _lock = folderLock;
    }

    /// <summary>Opens a folder, new or to go on with.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    /// <exception cref="RunFolderException">Another process works in it.</exception>
    public static SweepFolder Open(string path) => Written(path, () =>
    {
        Directory.CreateDirectory(path);
        SweepFolder folder = new(path, FolderLock.Take(path));
        folder.DeleteScratch();
        return folder;
    });

    /// <summary>A folder in it for what is not kept; <see cref="DeleteScratch"/> deletes it.</summary>
    public string Scratch => Of(ScratchName);

    /// <summary>Deletes what is not kept, also what a killed process left.</summary>
    public void DeleteScratch()
    {
        if (Directory.Exists(Scratch))
        {
            Directory.Delete(Scratch, recursive: true);
        }
    }

    /// <summary>Releases the folder to other processes.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Returns the folder of a training run.</summary>
    public string Of(SweepCase run) => Of(run.Folder);

    /// <summary>Returns a folder in it.</summary>
    public string Of(string name) => Path.Combine(_path, name);

    /// <summary>Checks that training runs that are there have the same settings.</summary>
    public void Agree(SweepSettings settings)
    {
        string json = JsonSerializer.Serialize(settings, ReportJson.Default.SweepSettings);
        string file = Path.Combine(_path, SettingsName);
        Written(_path, () =>
        {
            if (File.Exists(file) && File.ReadAllText(file).Trim() != json)
            {
                throw new InputException($"{_path} holds a sweep with other settings ({SettingsName}); give the same, or another --out");
            }

            WholeFile.Write(file, json + "\n");
            return true;
        });
    }

    /// <summary>Returns a question's answer; null where there is none, one with other settings, or a document of another kind.</summary>
    public ISweepDocument? Answer(ISweepQuestion question)
    {
        try
        {
            var document = JsonNode.Parse(File.ReadAllText(DocumentOf(question.Name)), documentOptions: OneOfAName) as JsonObject;
            JsonNode? settings = JsonSerializer.SerializeToNode(question.Settings, question.Settings.GetType(), ReportJson.Default);
            return JsonNode.DeepEquals(document?["settings"], settings)
                ? (ISweepDocument?)document.Deserialize(question.DocumentType, ReportJson.Default)
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer, whole or not at all, and on which machine it was found.</summary>
    public void Keep(ISweepDocument document) => Written(_path, () =>
    {
        WholeFile.Write(Path.Combine(_path, MachineName), JsonSerializer.Serialize(Machine.Current, LogJson.Default.Machine) + "\n");
        WholeFile.Write(DocumentOf(document.Question), Json(document) + "\n");
        return true;
    });

    /// <summary>Returns an answer as it is kept and printed.</summary>
    public static string Json(ISweepDocument document) => JsonSerializer.Serialize(document, document.GetType(), ReportJson.Default);

    private string DocumentOf(string question) => Path.Combine(_path, question + ".json");

    private static T Written<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"sweep folder {path} cannot be written: {error.Message.TrimEnd('.')}; give a folder that can be", error);
        }
    }
}
