using System.Text;

namespace CutAwareQnn.Experiments;

/// <summary>Standard output, whose failures are errors with a message of their own: the disk is full, the terminal is gone.</summary>
internal sealed class CheckedOutput(TextWriter output) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Checked(() => output.Write(value));

    public override void Write(string? value) => Checked(() => output.Write(value));

    public override void WriteLine(string? value) => Checked(() => output.WriteLine(value));

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override void Flush() => Checked(output.Flush);

    private static void Checked(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new OutputException(error);
        }
    }
}
