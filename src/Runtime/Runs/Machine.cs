using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CutAwareQnn.Runtime;

/// <summary>Where a run was carried out: <c>machine.json</c>.</summary>
/// <param name="OperatingSystem">Its name and version.</param>
/// <param name="Architecture">Of the process: <c>x64</c>, <c>arm64</c>, …</param>
/// <param name="Processor">The processor's model; null where the system does not report it.</param>
/// <param name="ProcessorCount">Logical processors that the process may use.</param>
/// <param name="MemoryBytes">Memory that the process may use.</param>
/// <param name="Framework">The .NET runtime.</param>
/// <param name="SimdBits">Width of the widest vectors that the runtime uses: 64 where it has none.</param>
/// <param name="Version">The library's version.</param>
public sealed record Machine(
    string OperatingSystem,
    string Architecture,
    string? Processor,
    int ProcessorCount,
    long MemoryBytes,
    string Framework,
    int SimdBits,
    string Version)
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    /// <summary>This one.</summary>
    public static Machine Current { get; } = new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        ProcessorModel(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.FrameworkDescription,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64,
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    private static string? ProcessorModel()
    {
        try
        {
            return File.Exists(LinuxProcessors)
                ? File.ReadLines(LinuxProcessors)
                    .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
                : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
