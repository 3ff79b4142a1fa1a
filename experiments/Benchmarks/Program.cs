using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using CutAwareQnn.Benchmarks;

if (args is ["chains"])
{
    ShotsOfChains.Print(Console.Out);
    return 0;
}

Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args)];
bool succeeded = summaries.Length > 0
    && summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.Length == s.BenchmarksCases.Length && s.Reports.All(r => r.Success));
return succeeded ? 0 : 1;
