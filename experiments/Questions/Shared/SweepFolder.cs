using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>
/// A sweep's folder: <c>sweep.json</c> (what its training runs share), a folder a training run, and a result document a question
/// beside them. Questions share it.
/// </summary>
internal sealed class SweepFolder
{
    private const string SettingsName = "sweep.json";
    private const string MachineName = "machine.json";

    private static readonly JsonDocumentOptions OneOfAName = new() { AllowDuplicateProperties = false };

    private readonly string _path;

    private SweepFolder(string path)
    {
        _path = path;
    }

    /// <summary>Opens a folder, new or to go on with.</summary>
    /// <exception cref="InputException">It is not a path, or cannot be written.</exception>
    public static SweepFolder Open(string path) => Written(path, () =>
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"sweep folder \"{path.Replace('\0', '?')}\" is not a path; give one", error);
        }

        return new SweepFolder(path);
    });

    /// <summary>The folder of a training run.</summary>
    public string Of(SweepCase run) => Of(run.Folder);

    /// <summary>A folder in it.</summary>
    public string Of(string name) => Path.Combine(_path, name);

    /// <summary>Requires that training runs that are there have the same settings.</summary>
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

            File.WriteAllText(file, json + "\n");
            return true;
        });
    }

    /// <summary>A question's answer; null where there is none, one with other settings, or a document of another kind.</summary>
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer, whole or not at all, and on which machine it was found.</summary>
    public void Keep(ISweepDocument document) => Written(_path, () =>
    {
        Replace(Path.Combine(_path, MachineName), JsonSerializer.Serialize(Machine.Current, LogJson.Default.Machine));
        Replace(DocumentOf(document.Question), Json(document));
        return true;
    });

    /// <summary>An answer as it is kept and printed.</summary>
    public static string Json(ISweepDocument document) => JsonSerializer.Serialize(document, document.GetType(), ReportJson.Default);

    private string DocumentOf(string question) => Path.Combine(_path, question + ".json");

    private static void Replace(string file, string json)
    {
        File.WriteAllText(file + ".part", json + "\n");
        File.Move(file + ".part", file, overwrite: true);
    }

    private static T Written<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"sweep folder {path} cannot be written: {error.Message.TrimEnd('.')}; give a folder that can be", error);
        }
    }
}
