using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The console as a process of its own, whose lines on standard error can be waited for. It is killed with its test.</summary>
internal sealed class ConsoleProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly BlockingCollection<string> _unread = [];
    private readonly Task<string> _output;

    public ConsoleProcess(params string[] arguments)
        : this("dotnet", [Program, .. arguments])
    {
    }

    public ConsoleProcess(string program, string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                lock (_lines)
                {
                    _lines.Add(text);
                }

                _unread.Add(text);
            }
            else
            {
                _unread.CompleteAdding();
            }
        };
        _process.BeginErrorReadLine();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>The console's program, which <c>dotnet</c> runs.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "cutqnn.dll");

    public bool HasExited => _process.HasExited;

    /// <summary>All lines on standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Waits for the next line with a text; null where the process ends without one.</summary>
    public string? Next(string text)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return _unread.GetConsumingEnumerable(limit.Token).FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"no line with '{text}' in:\n{Error}");
        }
    }

    /// <summary>Waits for the next line with a text, which must come.</summary>
    public string Expect(string text) => Next(text) ?? throw new InvalidOperationException($"the process ended without '{text}':\n{Error}");

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code and standard output.</returns>
    public async Task<(int Code, string Output)> EndAsync()
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, await _output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _unread.Dispose();
    }
}
