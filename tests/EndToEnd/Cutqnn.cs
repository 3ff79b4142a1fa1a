using CutAwareQnn.Experiments;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The console as a user sees it: arguments in, exit code and both outputs out.</summary>
internal sealed record Cutqnn(int ExitCode, string Output, string Error)
{
    public static Task<Cutqnn> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public static async Task<Cutqnn> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await Cli.RunAsync(arguments, output, error, cancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
