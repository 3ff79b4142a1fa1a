using System.Runtime.CompilerServices;
using Xunit;

namespace CutAwareQnn.Unit;

/// <summary>A fact about shared data; skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <summary>A fact that needs a file or folder of the shared data.</summary>
    /// <param name="name">The first name below the shared folder.</param>
    public SharedDataFactAttribute(string name, [CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Name = name;
        if (SharedData.Root is null)
            Skip = SharedData.Missing;
        else if (!Path.Exists(Path.Combine(SharedData.Root, name)))
            Skip = $"{name} is missing in {SharedData.Root}";
    }

    /// <summary>The first name below the shared folder.</summary>
    public string Name { get; }
}
