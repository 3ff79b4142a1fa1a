using System.Diagnostics;
using System.Text.Json;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Remote;

/// <summary>The Python reader of <c>docs/job-form.md</c>, run on a job and its result.</summary>
public sealed class FormPageTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ThePagesReader_ReadsJobsAndResults()
    {
        await RequirePython();
        string page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Docs", "job-form.md"));
        await File.WriteAllTextAsync(_folder.File("reader.py"), page.Split("```python")[1].Split("```")[0]);
        var estimator = new CutEstimator(SmallCircuits.Plan("AAB"), new(ShotBudget.Each(50)));
        FragmentJob job = estimator.Start(SmallCircuits.Queries(3, 3), null).InOrder().First().Generate().OfType<FragmentJob>().Last();
        JobForm form = JobForm.Of(job);
        JsonElement read = await Read(form.Bytes);
        Assert.Equal(job.Index, read.GetProperty("job").GetInt32());
        Assert.Equal(form.Plans[0].Digest, read.GetProperty("plan").GetString());
        Assert.Equal(job.Queries, read.GetProperty("queries").EnumerateArray().Select(q => q.GetUInt64()));
        Assert.Equal(job.Angles, read.GetProperty("angles").EnumerateArray().Select(a => a.GetDouble()));

        JobResult result = job.Execute();
        JsonElement answer = await Read(ResultForm.Write(result, form.Checksum));
        Assert.Equal(job.Index, answer.GetProperty("job").GetInt32());
        Assert.Equal(result.Values, answer.GetProperty("values").EnumerateArray().Select(v => v.GetDouble()));

        byte[] damaged = form.Bytes.ToArray();
        damaged[70] ^= 1;
        await File.WriteAllBytesAsync(_folder.File("form"), damaged);
        string refusal = (await Run(_folder.File("reader.py"), _folder.File("form"))).Error;
        Assert.Equal("not a whole form of version 1\n", refusal.ReplaceLineEndings("\n"));
    }

    private static async Task RequirePython()
    {
        bool isThere;
        try
        {
            isThere = (await Run("-c", "")).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            isThere = false;
        }

        Assert.SkipUnless(isThere, "python3 is not installed; the page's reader is a Python program");
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    private async Task<JsonElement> Read(ReadOnlyMemory<byte> form)
    {
        await File.WriteAllBytesAsync(_folder.File("form"), form);
        (int code, string output, string error) = await Run(_folder.File("reader.py"), _folder.File("form"));
        Assert.Equal((0, ""), (code, error));
        return JsonDocument.Parse(output).RootElement;
    }
}
